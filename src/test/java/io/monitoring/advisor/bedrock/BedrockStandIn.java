package io.monitoring.advisor.bedrock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Answers {@code POST /model/<id>/converse} as Bedrock's runtime does, or fails to as it may. */
public final class BedrockStandIn {

    public static final String MODEL = "eu.amazon.nova-lite-v1:0";
    public static final BedrockStandIn INSTANCE = new BedrockStandIn();

    private final HttpServer server;
    private final AtomicInteger reached = new AtomicInteger();
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private volatile int status = 200;
    private volatile String error = "";
    private volatile String body = "{}";
    private volatile CountDownLatch silence = new CountDownLatch(0);

    private BedrockStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "bedrock-stand-in");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int reached() {
        return reached.get();
    }

    /** Body of the last request. */
    String asked() {
        return asked.get();
    }

    /** The message that a model makes which calls the tool with this input. */
    void callsTheTool(String input) {
        says("{\"toolUse\":{\"toolUseId\":\"tooluse_kZJMlvQmRJ6eAyJE5GIl7Q\",\"name\":\"report\",\"input\":" + input
                + "}}");
    }

    void says(String content) {
        answers(200, "", """
                {"output":{"message":{"role":"assistant","content":[%s]}},"stopReason":"tool_use",
                 "usage":{"inputTokens":1200,"outputTokens":300,"totalTokens":1500},"metrics":{"latencyMs":812}}""".formatted(content));
    }

    void fails(int status, String error) {
        answers(status, error, "{\"message\":\"told so\"}");
    }

    void isSilent() {
        answers(200, "", "{}");
        silence = new CountDownLatch(1);
    }

    private void answers(int status, String error, String body) {
        silence.countDown();
        silence = new CountDownLatch(0);
        this.status = status;
        this.error = error;
        this.body = body;
        reached.set(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        reached.incrementAndGet();
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (!error.isEmpty()) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", error);
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
