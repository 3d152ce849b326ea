package io.monitoring.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.monitoring.lambda.RuntimeEmulator.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged zip while DynamoDB is away or hangs: what was taken is not lost, and nothing is said to be done that is not. */
class LambdaOutageIT {

    private static LambdaFixture lambda;

    @BeforeAll
    static void start() {
        lambda = new LambdaFixture(Map.of());
        lambda.answer("{}");
    }

    @AfterAll
    static void stop() {
        lambda.close();
    }

    @BeforeEach
    void emptyTheQueue() {
        lambda.messages();
    }

    @AfterEach
    void recover() {
        lambda.stack.recover();
        lambda.reset();
    }

    @Test
    void whatDynamoDbDoesNotTakeGoesToTheQueueAndComesBack() {
        lambda.post("away", 0);
        lambda.stack.dynamo().stop();

        List<Integer> statuses = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            statuses.add(lambda.post("away", i));
        }
        List<String> queued = lambda.messages();
        List<String> failedMeanwhile = lambda.failed(queued);

        assertThat(statuses).containsOnly(202);
        assertThat(queued).hasSizeGreaterThanOrEqualTo(5);
        assertThat(failedMeanwhile).hasSize(queued.size());

        lambda.stack.dynamo().start();
        lambda.reset();
        assertThat(lambda.failed(queued)).isEmpty();
        assertThat(lambda.failed(queued)).as("delivered twice").isEmpty();

        assertThat(lambda.points("away").findValuesAsText("value"))
                .containsExactlyInAnyOrder("0.0", "1.0", "2.0", "3.0", "4.0", "5.0");
    }

    @Test
    void aRequestUnderAKeyGoesToTheQueueAndComesBackOnce() {
        ObjectNode request =
                Events.http("POST", "/metrics", "", "{\"service_name\":\"keyed\",\"metric_type\":\"m\",\"value\":1}");
        request.withObject("/headers").put("idempotency-key", "away-1");
        lambda.stack.dynamo().stop();

        int status = lambda.answer(request).path("statusCode").asInt();
        List<String> queued = lambda.messages();
        lambda.stack.dynamo().start();
        lambda.reset();
        List<String> failed = lambda.failed(queued);
        int repeated = lambda.answer(request).path("statusCode").asInt();

        assertThat(status).isEqualTo(202);
        assertThat(failed).isEmpty();
        assertThat(repeated).as("the kept answer of a request that is stored").isEqualTo(201);
        assertThat(lambda.points("keyed")).hasSize(1);
    }

    @Test
    void saysThatTheBreakerIsOpen() {
        lambda.stack.dynamo().stop();
        for (int i = 0; i < 5; i++) {
            lambda.post("open", i);
        }

        assertThat(lambda.answer("{}").path("circuit_breaker").asText()).isNotEqualTo("CLOSED");
        assertThat(lambda.answer("{}").path("services").path("dynamodb").asText())
                .isEqualTo("unhealthy");
    }

    @Test
    void aSweepThatCouldNotBeDoneFails() {
        lambda.stack.dynamo().stop();

        assertThat(lambda.invoke(Events.schedule().toString())).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void answersBeforeItsDeadlineWhileDynamoDbHangs() throws Exception {
        lambda.post("hangs", 1);
        List<String> messages = lambda.messages();
        lambda.stack.dynamo().gate().delayBy(Duration.ofSeconds(5));

        Outcome outcome = lambda.invoke(Events.batch(messages).toString(), Duration.ofSeconds(8));

        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        assertThat(((Outcome.Answered) outcome).body()).contains("m0");
    }

    @Test
    void aResetReachesAnotherEnvironmentAtOneOfItsNextInvocations() {
        try (LambdaFixture other = LambdaFixture.beside(lambda, Map.of("MONITORING_INTERNAL_EARLY_CLOSING", "false"))) {
            other.answer("{}");
            lambda.stack.dynamo().stop();
            await().until(() -> {
                other.post("reset", 1);
                return other.answer("{}").path("circuit_breaker").asText().equals("OPEN");
            });
            lambda.stack.dynamo().start();
            assertThat(other.post("reset", 2)).isEqualTo(202);

            lambda.reset();

            // Its breakers would stay open for a minute; it looks again when its pause after a failure is over.
            await().atMost(Duration.ofSeconds(20)).until(() -> other.post("reset", 3) == 201);
        }
    }
}
