package io.monitoring.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One run of the whole outage runbook, from declaration to validation: DynamoDB is away, and back before the reset. */
class OutageRunIT {

    private static final Duration SOON = Duration.ofMinutes(4);
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
        ProcessBuilder builder = ground.process(
                        List.of("runbooks/run", "system-outage", "--transcript", transcript.toString()))
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        builder.environment().put("SHAPE", "dev");
        builder.environment()
                .put(
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        ground.stack().dynamo().endpoint().toString());

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
        assertThat(shown.of("analyse").asExpected())
                .as(shown.of("analyse").text())
                .isTrue();
        JsonNode first =
                new ObjectMapper().readTree(shown.of("analyse").output()).at("/root_causes/0/service_name");
        assertThat(first.asText()).isEqualTo("dynamodb");
        assertThat(shown.of("reset-breakers").asExpected())
                .as(shown.of("reset-breakers").text())
                .isTrue();
        List<String> green = Tools.present("aws")
                ? List.of("declare", "store-and-read", "queues", "load", "analyse-afterwards", "breaker-history")
                : List.of("declare", "store-and-read", "load", "analyse-afterwards", "breaker-history");
        for (String step : green) {
            assertThat(shown.of(step).asExpected()).as(shown.of(step).text()).isTrue();
        }
    }

    private static int questions(Path screen) {
        return Books.read(screen).split("Run it\\?", -1).length - 1;
    }
}
