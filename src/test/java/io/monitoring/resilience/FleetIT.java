package io.monitoring.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.devstack.EmbeddedDynamo;
import io.monitoring.devstack.EmbeddedQueue;
import io.monitoring.devstack.TestStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three processes of the packaged application; the third comes to DynamoDB by a link that is cut. */
class FleetIT {

    private static final String RESET = "/admin/circuit-breaker/reset";
    private static final String OPEN = "/admin/circuit-breaker/open";
    private static final String WRITE = "dynamodb-write";
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private static TestStack stack;
    private static CuttableLink link;
    private static List<PackagedInstance> all = List.of();

    @BeforeAll
    static void start() {
        stack = new TestStack(
                EmbeddedDynamo.inMemory(0).start(), EmbeddedQueue.inMemory(0).start());
        link = new CuttableLink(stack.dynamo().port());
        Map<String, String> direct = DevStackResource.configuration(stack);
        Map<String, String> linked = DevStackResource.configuration(stack);
        linked.put("quarkus.dynamodb.endpoint-override", link.endpoint());
        all = List.of(
                new PackagedInstance("1", direct),
                new PackagedInstance("2", direct),
                new PackagedInstance("3", linked));
        await().atMost(Duration.ofMinutes(3)).until(() -> all.stream().allMatch(PackagedInstance::ready));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> all.getFirst().report().body("fleet.instances", hasSize(3)));
    }

    @AfterAll
    static void stop() {
        all.forEach(PackagedInstance::close);
        link.close();
        stack.close();
    }

    @Test
    void onlyTheOneCutOffOpensAndAResetReachesEachAsSoonAsItCanBeReached() throws InterruptedException {
        PackagedInstance first = all.get(0);
        PackagedInstance second = all.get(1);
        PackagedInstance third = all.get(2);
        aHoldAndItsResetReachAll(first, second, third);

        link.cut();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            third.post();
            return third.state(WRITE).equals("OPEN");
        });
        assertThat(first.post()).isEqualTo(201);
        assertThat(second.post()).isEqualTo(201);
        assertThat(first.state(WRITE)).isEqualTo("CLOSED");
        assertThat(second.state(WRITE)).isEqualTo("CLOSED");
        third.report().body("scope", equalTo("instance")).body("fleet.available", equalTo(false));

        Instant ordered = Instant.now();
        int generation = second.admin()
                .post(RESET)
                .then()
                .statusCode(200)
                .body("scope", equalTo("fleet"))
                .body("instances.known", equalTo(3))
                .body("instances.acknowledged", equalTo(2))
                .body("missing", hasSize(1))
                .extract()
                .path("generation");
        assertThat(Duration.between(ordered, Instant.now())).isLessThan(FIVE_SECONDS);
        first.report().body("generation", equalTo(generation));
        assertThat(third.state(WRITE)).isEqualTo("OPEN");

        link.mend();
        Instant mended = Instant.now();
        await().pollInterval(Duration.ofMillis(100)).atMost(FIVE_SECONDS).untilAsserted(() -> third.report()
                .body("generation", equalTo(generation))
                .body("circuit_breakers.dynamodb-write.state", equalTo("CLOSED"))
                .body("circuit_breakers.dynamodb-write.transitions[0].reason", startsWith("reset by admin:")));
        System.out.printf("caught up after %s%n", Duration.between(mended, Instant.now()));
        assertThat(third.post()).isEqualTo(201);
        await().atMost(FIVE_SECONDS).untilAsserted(() -> first.report().body("instances.acknowledged", equalTo(3)));

        third.terminate();
        first.report().body("fleet.instances", hasSize(2));
    }

    private static void aHoldAndItsResetReachAll(
            PackagedInstance first, PackagedInstance second, PackagedInstance third) {
        first.admin()
                .queryParam("name", "sqs")
                .queryParam("reason", "the queue is being moved")
                .post(OPEN)
                .then()
                .statusCode(200)
                .body("scope", equalTo("fleet"))
                .body("instances.acknowledged", equalTo(3));
        third.health().body("circuit_breakers.sqs.manual.reason", equalTo("the queue is being moved"));

        second.admin()
                .queryParam("name", "sqs")
                .post(RESET)
                .then()
                .statusCode(200)
                .body("instances.known", equalTo(3))
                .body("instances.acknowledged", equalTo(3));
        assertThat(first.state("sqs")).isEqualTo("CLOSED");
        assertThat(third.state("sqs")).isEqualTo("CLOSED");
    }
}
