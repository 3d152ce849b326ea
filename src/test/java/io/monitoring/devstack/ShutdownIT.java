package io.monitoring.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.monitoring.ingest.MetricsClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application as a process that is started and told to stop. */
class ShutdownIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** 128 + SIGTERM: what a process answers to it after its shutdown hooks. */
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    private final int port = FreePort.find();
    private final MetricsClient api = new MetricsClient(URI.create("http://localhost:" + port + "/"));
    private TestStack stack;
    private Process process;

    @BeforeEach
    void start() {
        stack = new TestStack(
                EmbeddedDynamo.inMemory(0).start(), EmbeddedQueue.inMemory(0).start());
        process = launch();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
        stack.close();
    }

    @Test
    void endsCleanlyWhenToldToAndLosesNothing() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(api.post("{\"service_name\":\"it\",\"metric_type\":\"m\",\"value\":" + i + "}")
                            .status())
                    .isEqualTo(201);
        }

        process.destroy(); // SIGTERM
        boolean ended = process.waitFor(20, TimeUnit.SECONDS);

        assertThat(ended).as(log()).isTrue();
        assertThat(process.exitValue()).as(log()).isEqualTo(TERMINATED);
        assertThat(log()).contains("stopped in").doesNotContain("ERROR").doesNotContain("Exception");
        process = launch();
        assertThat(api.readAll("service=it")).hasSize(50);
    }

    /** One that it begins and does not answer would be stored all the same, unbeknown to its sender. */
    @Test
    void answersEveryRequestThatItStoresWhenToldToStopUnderLoad() throws Exception {
        var writing = new WritersUntilTheEnd(api, process);
        await().atMost(PATIENCE).until(() -> writing.acknowledged().size() > 200);

        process.destroy(); // SIGTERM
        boolean ended = process.waitFor(20, TimeUnit.SECONDS);
        process.destroyForcibly(); // else the writers would go on
        writing.join();

        assertThat(ended).as(log()).isTrue();
        process = launch();
        List<Integer> stored = api.readAll("service=load&limit=1000").stream()
                .map(point -> point.get("value").asInt())
                .toList();
        System.out.printf("stopped under load: %s%n", writing);
        assertThat(writing.statuses()).isSubsetOf(201, 503);
        assertThat(stored).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(writing.acknowledged());
    }

    private Process launch() {
        Map<String, String> properties = DevStackResource.configuration(stack);
        properties.put("quarkus.http.port", Integer.toString(port));
        // A busy machine is no outage.
        properties.put("monitoring.internal.attempt-timeout-millis", "8000");
        properties.put("monitoring.internal.retry-until-millis", "9000");
        properties.put("monitoring.internal.write-budget", "9S");
        File log = folder.resolve("log").toFile();
        try {
            Process started = new ProcessBuilder(PackagedApplication.command(List.of(), properties))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> api.get("q/health/ready").status() == 200);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
