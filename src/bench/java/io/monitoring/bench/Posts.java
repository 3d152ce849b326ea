package io.monitoring.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;

/** Posts bodies to the application under test, so many at a time; each must be answered with 201. */
final class Posts {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    void all(List<String> bodies, int atATime) throws InterruptedException {
        URI target = URI.create("http://localhost:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + "/metrics");
        var slots = new Semaphore(atATime);
        var failure = new AtomicReference<String>();
        for (String body : bodies) {
            slots.acquire();
            HttpRequest request = HttpRequest.newBuilder(target)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var sent = http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .whenComplete((answer, thrown) -> {
                        if (thrown != null) {
                            failure.set(thrown.toString());
                        } else if (answer.statusCode() != 201) {
                            failure.set(answer.statusCode() + " " + answer.body());
                        }
                        slots.release();
                    });
            if (sent.isCompletedExceptionally()) {
                break;
            }
        }
        slots.acquire(atATime);
        if (failure.get() != null) {
            throw new IllegalStateException("not stored: " + failure.get());
        }
    }
}
