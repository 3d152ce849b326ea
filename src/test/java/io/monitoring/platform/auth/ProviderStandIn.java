package io.monitoring.platform.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** An OpenID provider as far as tokens need one: its discovery document and its keys. It can be away. */
final class ProviderStandIn {

    static final ProviderStandIn INSTANCE = new ProviderStandIn();

    private static final String DISCOVERY = "/realm/.well-known/openid-configuration";
    private static final String KEYS = "/realm/keys";

    private final int port;
    private volatile List<SigningKey> keys = List.of();
    private volatile String claimedIssuer;
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private HttpServer server;

    ProviderStandIn() {
        server = listen(0);
        port = server.getAddress().getPort();
        claimedIssuer = issuer();
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realm";
    }

    void tells(SigningKey... keys) {
        this.keys = List.of(keys);
    }

    /** What its discovery document calls it. */
    void claimsToBe(String issuer) {
        claimedIssuer = issuer;
    }

    /** Refuses connections until {@link #comesBack}. */
    synchronized void goesAway() {
        server.stop(0);
    }

    synchronized void comesBack() {
        silence.countDown();
        server = listen(port);
    }

    /** Takes requests and says nothing until {@link #speaks}. */
    void isSilent() {
        silence = new CountDownLatch(1);
    }

    void speaks() {
        silence.countDown();
    }

    private HttpServer listen(int port) {
        try {
            var listening = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
            listening.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "provider-stand-in");
                thread.setDaemon(true);
                return thread;
            }));
            listening.createContext("/", this::serve);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        switch (path) {
            case DISCOVERY -> answer(exchange, 200, Map.of("issuer", claimedIssuer, "jwks_uri", issuer() + "/keys"));
            case KEYS ->
                answer(
                        exchange,
                        200,
                        Map.of("keys", keys.stream().map(SigningKey::jwk).toList()));
            default -> answer(exchange, 404, Map.of());
        }
    }

    private static void answer(HttpExchange exchange, int status, Object document) throws IOException {
        byte[] body = SigningKey.json(document).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
