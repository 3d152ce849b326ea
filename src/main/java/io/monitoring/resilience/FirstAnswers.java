package io.monitoring.resilience;

import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once {@code /health} has been answered a few times to ourselves: the first answers load what the later ones find
 * there, and take several hundred milliseconds where the processor is busy. Whatever the answer says, an instance whose
 * dependencies are away is ready: it queues, or says 503.
 */
@Readiness
@ApplicationScoped
class FirstAnswers implements HealthCheck {

    private static final int ANSWERS = 3;

    private final Vertx vertx;
    private volatile boolean asking;

    FirstAnswers(Vertx vertx) {
        this.vertx = vertx;
    }

    void ask(@Observes HttpServerStart started) {
        asking = true;
        HttpClient client = vertx.createHttpClient();
        ask(client, started.options().getPort(), ANSWERS).onComplete(done -> {
            asking = false;
            client.close();
        });
    }

    private static Future<?> ask(HttpClient client, int port, int times) {
        Future<?> answer = client.request(HttpMethod.GET, port, "localhost", "/health")
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body);
        return times == 1 ? answer : answer.compose(next -> ask(client, port, times - 1));
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("answers").status(!asking).build();
    }
}
