package io.monitoring.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Lambda runtime API, as a function's environment sees it: one invocation at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>
 */
final class RuntimeEmulator implements AutoCloseable {

    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:monitoring-api-test";

    /** How an invocation ended. */
    sealed interface Outcome {

        /** What the caller gets. */
        record Answered(String body) implements Outcome {}

        /** The caller is told that the function failed; a queue delivers again. */
        record Failed(String body) implements Outcome {}
    }

    private record Invocation(String id, byte[] event, Instant deadline, CompletableFuture<Outcome> outcome) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> underWay = new ConcurrentHashMap<>();
    private final CompletableFuture<Outcome> initError = new CompletableFuture<>();

    RuntimeEmulator() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PREFIX, this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** For {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /**
     * Gives the function an event and waits for the end of the invocation.
     *
     * @param end   of the function's process: what is under way then has failed
     * @throws TimeoutException when the function has not answered at its deadline; Lambda would end its process
     */
    Outcome invoke(String event, Duration timeout, CompletableFuture<?> end) throws TimeoutException {
        var invocation = new Invocation(
                UUID.randomUUID().toString(),
                event.getBytes(StandardCharsets.UTF_8),
                Instant.now().plus(timeout),
                new CompletableFuture<>());
        waiting.add(invocation);
        CompletableFuture<Outcome> exit =
                end.thenApply(process -> new Outcome.Failed("{\"errorType\":\"Runtime.ExitError\"}"));
        try {
            return (Outcome) CompletableFuture.anyOf(invocation.outcome(), initError, exit)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
        switch (path) {
            case "invocation/next" -> next(exchange);
            case "init/error" -> {
                initError.complete(new Outcome.Failed(body(exchange)));
                accepted(exchange);
            }
            default -> {
                String[] parts = path.split("/", -1);
                Invocation invocation = underWay.remove(parts[1]);
                String body = body(exchange);
                invocation
                        .outcome()
                        .complete(parts[2].equals("response") ? new Outcome.Answered(body) : new Outcome.Failed(body));
                accepted(exchange);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        Invocation invocation;
        try {
            invocation = waiting.take();
        } catch (InterruptedException closed) {
            exchange.close();
            return;
        }
        underWay.put(invocation.id(), invocation);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", FUNCTION);
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(invocation.deadline().toEpochMilli()));
        exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700");
        // -1: no body at all, as for an event without payload.
        exchange.sendResponseHeaders(200, invocation.event().length == 0 ? -1 : invocation.event().length);
        exchange.getResponseBody().write(invocation.event());
        exchange.close();
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void accepted(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
