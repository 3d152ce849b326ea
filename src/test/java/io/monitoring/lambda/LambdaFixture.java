package io.monitoring.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.monitoring.devstack.EmbeddedDynamo;
import io.monitoring.devstack.EmbeddedQueue;
import io.monitoring.devstack.StackClients;
import io.monitoring.devstack.TestStack;
import io.monitoring.lambda.RuntimeEmulator.Outcome;
import io.monitoring.platform.aws.OutageProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A function with its runtime, its table and its queue. */
final class LambdaFixture implements AutoCloseable {

    /** A cold start of the JVM on a busy machine is slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String QUEUE = "monitoring-queue-test";

    /** For what takes nothing away: a machine that is busy with other things is no outage. */
    static final Map<String, String> PATIENT = Map.of(
            "MONITORING_INTERNAL_ATTEMPT_TIMEOUT_MILLIS", "8000",
            "MONITORING_INTERNAL_RETRY_UNTIL_MILLIS", "9000",
            "MONITORING_INTERNAL_WRITE_BUDGET", "9S",
            "MONITORING_INTERNAL_EVIDENCE_BUDGET", "20S");

    final TestStack stack;
    final FunctionProcess function;
    private final RuntimeEmulator runtime = new RuntimeEmulator();
    private final boolean ownsStack;

    LambdaFixture(Map<String, String> environment) {
        this(
                new TestStack(
                        EmbeddedDynamo.inMemory(0).start(),
                        EmbeddedQueue.inMemory(0).start()),
                true,
                environment);
    }

    private LambdaFixture(TestStack stack, boolean ownsStack, Map<String, String> environment) {
        this.stack = stack;
        this.ownsStack = ownsStack;
        this.function = new FunctionProcess(runtime, stack, environment);
    }

    /** Another environment with the same table and queue. */
    static LambdaFixture beside(LambdaFixture first, Map<String, String> environment) {
        return new LambdaFixture(first.stack, false, environment);
    }

    Outcome invoke(String event, Duration timeout) throws TimeoutException {
        return runtime.invoke(event, timeout, function.end());
    }

    Outcome invoke(String event) {
        try {
            return invoke(event, PATIENCE);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** The answer to an event that has to be answered. */
    JsonNode answer(String event) {
        Outcome outcome = invoke(event);
        assertThat(outcome).as(event).isInstanceOf(Outcome.Answered.class);
        return Events.json(((Outcome.Answered) outcome).body());
    }

    JsonNode answer(JsonNode event) {
        return answer(event.toString());
    }

    /** The error of an event that has to fail. */
    JsonNode error(String event) {
        Outcome outcome = invoke(event);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return Events.json(((Outcome.Failed) outcome).body());
    }

    /** Stores a point and says with which status. */
    int post(String service, double value) {
        return answer(Events.http(
                        "POST",
                        "/metrics",
                        "",
                        "{\"service_name\":\"%s\",\"metric_type\":\"m\",\"value\":%s}".formatted(service, value)))
                .path("statusCode")
                .asInt();
    }

    JsonNode points(String service) {
        JsonNode answer = answer(Events.http("GET", "/metrics", "service=" + service, null));
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        return Events.json(answer.path("body").asText()).path("metrics");
    }

    /** The ids of the messages that the function says it has not handled. */
    List<String> failed(List<String> bodies) {
        JsonNode answer = answer(Events.batch(bodies));
        assertThat(answer.path("batchItemFailures").isArray())
                .as(answer.toString())
                .isTrue();
        return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    void reset() {
        ObjectNode event = Events.http("POST", "/admin/circuit-breaker/reset", "", null);
        event.withObject("/headers").put("authorization", "Bearer " + OutageProfile.ADMIN_TOKEN);
        assertThat(answer(event).path("statusCode").asInt()).isEqualTo(200);
    }

    /** Takes what is on the queue off it. */
    List<String> messages() {
        try (SqsAsyncClient sqs = StackClients.sqs(stack.queue().endpoint())) {
            String url =
                    sqs.getQueueUrl(request -> request.queueName(QUEUE)).join().queueUrl();
            List<String> bodies = new ArrayList<>();
            for (List<Message> some = take(sqs, url); !some.isEmpty(); some = take(sqs, url)) {
                some.forEach(message -> {
                    bodies.add(message.body());
                    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()))
                            .join();
                });
            }
            return bodies;
        }
    }

    private static List<Message> take(SqsAsyncClient sqs, String url) {
        return sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0))
                .join()
                .messages();
    }

    @Override
    public void close() {
        function.close();
        runtime.close();
        if (ownsStack) {
            stack.close();
        }
    }
}
