package io.monitoring.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.monitoring.lambda.RuntimeEmulator.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code aws lambda invoke} talks to: hands a payload to a function and says how it ended.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class InvokeEndpoint implements AutoCloseable {

    private static final Pattern INVOCATION = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    private final HttpServer server;
    private final Map<String, LambdaFixture> functions;

    /** @param functions by their names */
    InvokeEndpoint(Map<String, LambdaFixture> functions) {
        this.functions = Map.copyOf(functions);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher invocation = INVOCATION.matcher(exchange.getRequestURI().getPath());
            if (!invocation.matches() || !functions.containsKey(invocation.group(1))) {
                exchange.getResponseHeaders().set("X-Amzn-ErrorType", "ResourceNotFoundException");
                send(exchange, 404, "{\"Message\":\"Function not found\"}");
                return;
            }
            String payload = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            switch (functions.get(invocation.group(1)).invoke(payload)) {
                case Outcome.Answered answered -> send(exchange, 200, answered.body());
                case Outcome.Failed failed -> {
                    exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
                    send(exchange, 200, failed.body());
                }
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
