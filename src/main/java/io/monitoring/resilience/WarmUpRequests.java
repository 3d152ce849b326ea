package io.monitoring.resilience;

import io.quarkus.runtime.ImageMode;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once {@code /health}, and posts without a point, have been answered a few times to ourselves: the first answers
 * load what the later ones find there, and hold up an event loop for several hundred milliseconds where the processor is
 * busy. Where keys are asked for, a post gets no further than that: we have none. Whatever the answer says, an instance
 * whose dependencies are away is ready: it queues, or says 503. A native image has nothing to load, and in Lambda nothing
 * listens: both are ready at once.
 */
@Readiness
@ApplicationScoped
class WarmUpRequests implements HealthCheck, HttpServerOptionsCustomizer {

    private static final int ROUNDS = 3;
    private static final String REFUSED = "{}";
    /** Ready then, answered or not: an instance that cannot reach itself may well be reached by others. */
    private static final long AT_MOST_MILLIS = 30_000;

    private final Vertx vertx;
    private volatile boolean asking;
    private volatile boolean encrypted;
    private volatile int rounds;

    WarmUpRequests(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Before it listens, so that it is never found ready before it was asked. */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        if (!ImageMode.current().isNativeImage()) {
            asking = true;
            vertx.setTimer(AT_MOST_MILLIS, late -> asking = false);
        }
    }

    /** With a certificate it will listen, and the other port may only redirect to it, or not be there. */
    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        encrypted = options.getKeyCertOptions() != null;
    }

    void http(@ObservesAsync HttpServerStart started, HttpServer server) {
        if (asking && !encrypted) {
            ask(started.options().getHost(), server.getPort(), new HttpClientOptions());
        }
    }

    /** Whatever the certificate says: there is nobody else to be taken for. */
    void https(@ObservesAsync HttpsServerStart started, HttpServer server) {
        if (asking) {
            var trusting =
                    new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false);
            ask(started.options().getHost(), server.getSecurePort(), trusting);
        }
    }

    private void ask(String host, int port, HttpClientOptions options) {
        HttpClient client = vertx.createHttpClient(options.setDefaultHost(host).setDefaultPort(port));
        ask(client, 1).onComplete(done -> {
            asking = false;
            client.close();
        });
    }

    private Future<?> ask(HttpClient client, int round) {
        return ask(client, HttpMethod.GET, "/health", "")
                .compose(health -> ask(client, HttpMethod.POST, "/metrics", REFUSED))
                .compose(refused -> {
                    rounds = round;
                    return round == ROUNDS ? Future.succeededFuture() : ask(client, round + 1);
                });
    }

    private static Future<?> ask(HttpClient client, HttpMethod method, String path, String body) {
        return client.request(method, path)
                .compose(request -> request.send(body))
                .compose(HttpClientResponse::body);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("answers")
                .status(!asking)
                .withData("rounds", rounds)
                .build();
    }
}
