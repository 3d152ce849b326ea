package io.monitoring.resilience;

import io.quarkus.runtime.ImageMode;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once {@code /health}, and posts without a point, have been answered a few times to ourselves: the first answers
 * load what the later ones find there, and take several hundred milliseconds where the processor is busy, on the event loop
 * that others wait for. Whatever the answer says, an instance whose dependencies are away is ready: it queues, or says 503.
 * A native image has nothing to load, and is ready at once.
 */
@Readiness
@ApplicationScoped
class FirstAnswers implements HealthCheck {

    private static final int ANSWERS = 3;
    private static final Buffer REFUSED = Buffer.buffer("{}");

    private final Vertx vertx;
    private volatile boolean asking;

    FirstAnswers(Vertx vertx) {
        this.vertx = vertx;
    }

    void ask(@Observes HttpServerStart started) {
        if (ImageMode.current().isNativeImage()) {
            return;
        }
        asking = true;
        HttpClient client = vertx.createHttpClient();
        int port = started.options().getPort();
        ask(client, port, ANSWERS).onComplete(done -> {
            asking = false;
            client.close();
        });
    }

    private static Future<?> ask(HttpClient client, int port, int times) {
        Future<?> answers = ask(client, port, HttpMethod.GET, "/health", Buffer.buffer())
                .compose(health -> ask(client, port, HttpMethod.POST, "/metrics", REFUSED));
        return times == 1 ? answers : answers.compose(next -> ask(client, port, times - 1));
    }

    private static Future<?> ask(HttpClient client, int port, HttpMethod method, String path, Buffer body) {
        return client.request(method, port, "localhost", path)
                .compose(request -> request.send(body))
                .compose(HttpClientResponse::body);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("answers").status(!asking).build();
    }
}
