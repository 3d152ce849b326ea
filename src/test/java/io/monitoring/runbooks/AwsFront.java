package io.monitoring.runbooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * One endpoint for all of AWS: DynamoDB is the embedded one, and everything else, with the operations that DynamoDB Local does
 * not have, is {@code moto_server}. Functions are invoked in the other build, {@code io.monitoring.lambda.InvokeStepsIT}.
 */
final class AwsFront implements AutoCloseable {

    private static final String DYNAMODB = "DynamoDB_20120810.";
    private static final Set<String> NOT_IN_DYNAMODB_LOCAL =
            Set.of("DescribeContinuousBackups", "RestoreTableToPointInTime", "UpdateTable");
    private static final List<String> PASSED_ON =
            List.of("Authorization", "Content-Type", "X-Amz-Target", "X-Amz-Date", "X-Amz-Security-Token");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI dynamo;
    private final Optional<URI> moto;

    AwsFront(URI dynamo, Optional<URI> moto) {
        this.dynamo = dynamo;
        this.moto = moto;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> answer =
                    passOn(exchange, exchange.getRequestBody().readAllBytes(), server(exchange));
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI server(HttpExchange exchange) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        boolean embedded = target != null
                && target.startsWith(DYNAMODB)
                && !NOT_IN_DYNAMODB_LOCAL.contains(target.substring(DYNAMODB.length()));
        return embedded ? dynamo : moto.orElse(dynamo);
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body, URI to)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : PASSED_ON) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
