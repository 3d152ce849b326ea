package io.monitoring.platform.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for DynamoDB and SQS: counts the requests that reached it and answers them as told. */
public final class OtherSide {

    /** One way to answer. */
    public sealed interface Answer {
        record Status(int status, String body) implements Answer {}

        /** Takes the request and says nothing until it is told other answers. */
        record Silence() implements Answer {}

        /** Takes the request and drops the connection. */
        record Disconnect() implements Answer {}
    }

    public static final Answer.Status OK = new Answer.Status(200, "{}");
    public static final Answer SILENCE = new Answer.Silence();
    public static final Answer DISCONNECT = new Answer.Disconnect();
    public static final Answer SERVER_ERROR = error(500, "InternalServerError");
    public static final Answer THROTTLED = error(400, "ProvisionedThroughputExceededException");
    public static final Answer CONDITION_FAILED = error(400, "ConditionalCheckFailedException");
    public static final Answer NO_SUCH_TABLE = error(400, "ResourceNotFoundException");
    public static final Answer CONFLICT = new Answer.Status(400, """
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"cancelled",
             "CancellationReasons":[{"Code":"None"},{"Code":"TransactionConflict"}]}""");

    private static final OtherSide INSTANCE = new OtherSide();

    private final AtomicInteger reached = new AtomicInteger();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final int port;
    private volatile Answer otherwise = OK;
    private volatile CountDownLatch silence = new CountDownLatch(1);
    private HttpServer server;

    private OtherSide() {
        server = start(0);
        port = server.getAddress().getPort();
    }

    public static OtherSide instance() {
        return INSTANCE;
    }

    public static Answer error(int status, String code) {
        return new Answer.Status(
                status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"told so\"}");
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int reached() {
        return reached.get();
    }

    /** What it does from now on, once the given first answers are used up. */
    public synchronized void answers(Answer otherwise, Answer... first) {
        silence.countDown();
        silence = new CountDownLatch(1);
        script.clear();
        script.addAll(List.of(first));
        this.otherwise = otherwise;
        reached.set(0);
    }

    /** Nobody listens any more. */
    public synchronized void goesAway() {
        silence.countDown();
        server.stop(0);
        server = null;
    }

    public synchronized void comesBack() {
        if (server == null) {
            server = start(port);
        }
    }

    private HttpServer start(int at) {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), at), 0);
            made.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "other-side");
                thread.setDaemon(true);
                return thread;
            }));
            made.createContext("/", this::serve);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        reached.incrementAndGet();
        Answer next = script.poll();
        switch (next == null ? otherwise : next) {
            case Answer.Status answer -> send(exchange, answer);
            case Answer.Silence silent -> {
                beSilent();
                send(exchange, OK);
            }
            case Answer.Disconnect disconnect -> {
                // closing without an answer drops the connection
            }
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, Answer.Status answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private void beSilent() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
