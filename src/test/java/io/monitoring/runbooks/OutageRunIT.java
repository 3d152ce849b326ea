package io.monitoring.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One run of the outage runbook while DynamoDB is away, until it is back. */
class OutageRunIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static ProvingGround ground;

    @BeforeAll
    static void start() {
        ground = new ProvingGround();
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @Test
    void leadsFromTheOpenBreakerToTheReset() throws IOException, InterruptedException {
        ground.stack().dynamo().stop();
        await().atMost(SOON).until(() -> {
            ground.api().post("{\"service_name\":\"outage\",\"metric_type\":\"m\",\"value\":1}");
            return ground.api().get("health").body().contains("\"OPEN\"");
        });
        Path screen = Files.createTempFile("outage", ".out");
        Path transcript = Path.of("target", "runbooks", "outage.md");
        ProcessBuilder builder = ground.process(List.of(
                        "runbooks/run",
                        "system-outage",
                        "--transcript",
                        transcript.toString(),
                        "--step",
                        "2",
                        "--step",
                        "3",
                        "--step",
                        "6",
                        "--step",
                        "9",
                        "--step",
                        "10"))
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        builder.environment().put("SHAPE", "dev");

        Process run = builder.start();
        try (var answers = run.outputWriter()) {
            await().atMost(SOON).until(() -> questions(screen) == 1);
            ground.stack().dynamo().start();
            answers.write("y\n");
            answers.flush();
            await().atMost(SOON).until(() -> questions(screen) == 2);
            answers.write("y\n");
        }
        assertThat(run.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

        Transcript shown = Transcript.read(transcript);
        assertThat(shown.of("health").asExpected()).isFalse();
        assertThat(shown.of("health").text()).contains("\"dynamodb\":\"unhealthy\"", "degraded");
        assertThat(shown.of("breakers").asExpected()).isFalse();
        assertThat(shown.of("breakers").text()).containsPattern("\"dynamodb-(read|write)\": \"OPEN since");
        assertThat(shown.of("analyse").text()).matches("(?is).*\"root_causes\":\\[\\{[^]]*?dynamodb.*");
        assertThat(shown.of("reset-breakers").asExpected())
                .as(shown.of("reset-breakers").text())
                .isTrue();
        for (String step : List.of("store-and-read", "queues", "load")) {
            assertThat(shown.of(step).asExpected()).as(shown.of(step).text()).isTrue();
        }
    }

    private static int questions(Path screen) {
        return Books.read(screen).split("Run it\\?", -1).length - 1;
    }
}
