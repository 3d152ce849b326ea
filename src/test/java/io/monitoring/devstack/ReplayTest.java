package io.monitoring.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench/replay} in a process of its own, before a stand-in that answers as the test wants. */
class ReplayTest {

    private static final String BOTH = "{\"metrics\":[{\"value\":1.5},{\"value\":2.0}],\"next_cursor\":null}";
    private static final String ONE = "{\"metrics\":[{\"value\":1.5}],\"next_cursor\":null}";

    private record Run(int exit, String out, String err) {}

    @TempDir
    Path folder;

    private HttpServer server;
    private String url;

    @BeforeEach
    void twoPoints() throws IOException {
        Files.writeString(
                folder.resolve("cpu.csv"), "timestamp,value\n2014-02-14 14:30:00,1.5\n2014-02-14 14:35:00,2.0\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> answer(exchange, 200, "{}"));
        server.start();
        url = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void saysInOneLineThatNobodyAnswers() throws Exception {
        server.stop(0);

        Run run = replay();

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("bench/replay: nobody answers at " + url)
                .contains("./mvnw quarkus:dev");
    }

    @Test
    void refusedRequestsAreSentAgainAndQueuedPointsAreWaitedFor() throws Exception {
        var posts = new AtomicInteger();
        var reads = new AtomicInteger();
        server.createContext("/metrics", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                answer(exchange, posts.incrementAndGet() == 1 ? 503 : 202, "{}");
            } else {
                answer(exchange, 200, reads.incrementAndGet() == 1 ? ONE : BOTH);
            }
        });

        Run run = replay();

        assertThat(run.out())
                .contains("equal count and sum")
                .contains("2 were queued, 1 requests sent again")
                .containsPattern("posted in [0-9.]+ s: [0-9,]+ points/s");
        assertThat(run.exit()).isZero();
        assertThat(posts).hasValue(2);
        assertThat(reads).hasValue(2);
    }

    @Test
    void whatStaysInTheQueueIsNotCalledDifferent() throws Exception {
        answerMetrics(202, ONE);

        Run run = replay("--wait", "1");

        assertThat(run.out()).contains("STILL QUEUED").doesNotContain("DIFFERENT");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void storedPointsThatAreMissingAreADifference() throws Exception {
        answerMetrics(201, ONE);

        Run run = replay();

        assertThat(run.out()).contains("DIFFERENT");
        assertThat(run.exit()).isEqualTo(1);
    }

    private void answerMetrics(int toPost, String toGet) {
        server.createContext("/metrics", exchange -> {
            boolean post = exchange.getRequestMethod().equals("POST");
            answer(exchange, post ? toPost : 200, post ? "{}" : toGet);
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Run replay(String... more) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of("bench", "Replay.java").toString(),
                folder.toString(),
                "--url",
                url));
        command.addAll(List.of(more));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
