package io.monitoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.devstack.DevStackResource;
import io.monitoring.devstack.StackClients;
import io.monitoring.devstack.TestStack;
import io.monitoring.ingest.MetricsClient;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.DependencyException;
import io.monitoring.resilience.FleetProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The application's own consumer is off: each test has one of its own, that is in a hurry. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(FleetProfile.class)
class QueueConsumerTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration VISIBILITY = Duration.ofSeconds(2);
    private static final ConsumerTiming IN_A_HURRY =
            new ConsumerTiming(Duration.ofSeconds(1), VISIBILITY, Duration.ofSeconds(1), Duration.ofMillis(300));
    private static final Duration UNTIL_ITS_CONNECTIONS_ARE_CLOSED = Duration.ofMillis(500);
    private static final AtomicInteger NAMES = new AtomicInteger();

    @Inject
    ProcessingQueue queue;

    @Inject
    MessageHandler handler;

    @Inject
    DirtyMarkSender sender;

    @Inject
    ObjectMapper json;

    @Inject
    Breakers breakers;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource
    URI base;

    TestStack stack;

    private final List<QueueConsumer> consumers = new ArrayList<>();
    private final String service = "queue-test-" + NAMES.incrementAndGet();
    private SqsAsyncClient client;
    private String url;
    private MetricsClient api;

    @BeforeEach
    void emptyTheQueue() {
        client = StackClients.sqs(stack.queue().endpoint());
        url = url("monitoring-queue-dev");
        api = new MetricsClient(base);
        sender.send().await().atMost(SOON);
        for (String name : List.of("monitoring-queue-dev", "monitoring-dlq-dev")) {
            client.purgeQueue(purge -> purge.queueUrl(url(name))).join();
        }
    }

    @AfterEach
    void recover() throws InterruptedException {
        stack.recover();
        for (QueueConsumer consumer : consumers) {
            consumer.stop(new ShutdownEvent());
        }
        // ElasticMQ may still give a message to a poll that was given up.
        await().pollDelay(IN_A_HURRY.pollWait().plusMillis(200)).until(() -> true);
        client.close();
    }

    @Test
    void makesTheSeriesOfAPointKnown() {
        consume(handler);

        post();

        await().atMost(SOON).until(this::seriesOfTheService, List.of("m")::equals);
    }

    @Test
    void aMessageThatNobodyUnderstandsGoesToTheDeadLettersAfterThreeReceives() {
        String noHour = "{\"kind\":\"dirty\",\"service\":\"" + service + "\",\"hours\":[\"someday\"]}";
        String nullHour = "{\"kind\":\"dirty\",\"service\":\"" + service + "\",\"hours\":[null]}";
        List<String> poison =
                List.of("not JSON", "null", "[]", "{\"kind\":\"unknown\"}", "{\"kind\":\"dirty\"}", noHour, nullHour);
        var counting = new CountingHandler(handler);
        poison.forEach(this::send);

        consume(counting);

        List<String> dead = new ArrayList<>();
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            dead.addAll(receive(url("monitoring-dlq-dev"), 10, 1));
            return dead.size() >= poison.size();
        });
        assertThat(dead).containsExactlyInAnyOrderElementsOf(poison);
        assertThat(counting.received).containsOnlyKeys(poison).values().allMatch(times -> times == 3);
        assertThat(left()).isZero();
    }

    @Test
    void poisonDoesNotKeepTheMessagesBesideItFromBeingHandled() {
        var counting = new CountingHandler(handler);
        post();
        sender.send().await().atMost(SOON);
        send("{\"kind\":\"dirty\",\"service\":\"" + service + "\",\"hours\":[\"someday\"]}");
        await().atMost(SOON).until(this::left, waiting -> waiting == 2);

        consume(counting);

        await().atMost(SOON).until(this::seriesOfTheService, List.of("m")::equals);
        assertThat(counting.received.values()).contains(1);
    }

    @Test
    void keepsAMessageToItselfWhileItIsWorkedOn() {
        var slow = new SlowHandler(VISIBILITY.multipliedBy(3));
        send("slow");

        consume(slow);

        await().atMost(SOON).until(() -> slow.started.size() == 1);
        assertThat(visibleToOthers(VISIBILITY.multipliedBy(2))).isEmpty();
        await().atMost(SOON).until(() -> slow.finished.contains("slow"));
        await().atMost(SOON).until(this::left, waiting -> waiting == 0);
        assertThat(slow.started).containsExactly("slow");
    }

    @Test
    void keepsWhatIsDoneToItselfUntilTheWholeBatchIs() {
        var slow = new SlowHandler(VISIBILITY.multipliedBy(3));
        send("fast");
        send("slow");

        consume(slow);

        await().atMost(SOON).until(() -> slow.finished.contains("fast"));
        assertThat(visibleToOthers(VISIBILITY.multipliedBy(2))).isEmpty();
        await().atMost(SOON).until(this::left, waiting -> waiting == 0);
        assertThat(slow.started).containsExactlyInAnyOrder("fast", "slow");
    }

    @Test
    void aMessageWhoseWorkFailsComesAgain() {
        var failing = new CountingHandler(handler) {
            @Override
            Uni<Void> handle(String body) {
                return super.handle(body)
                        .onItemOrFailure()
                        .transformToUni((done, failure) -> received.get(body) < 2
                                ? Uni.createFrom().failure(new IllegalStateException("not now"))
                                : Uni.createFrom().voidItem());
            }
        };
        send("again");

        consume(failing);

        await().atMost(SOON).until(() -> failing.received.getOrDefault("again", 0) == 2);
        await().atMost(SOON).until(this::left, waiting -> waiting == 0);
    }

    @Test
    void keepsAMessageWhileItsWorkCannotBeDoneNorACopyBeSent() {
        var failing = new CountingHandler(handler) {
            @Override
            Uni<Void> handle(String body) {
                return received.merge(body, 1, Integer::sum) > 1
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .voidItem()
                                .emitOn(Infrastructure.getDefaultExecutor())
                                .invoke(() -> stack.queue().stop())
                                .onItem()
                                .delayIt()
                                .by(UNTIL_ITS_CONNECTIONS_ARE_CLOSED)
                                .chain(() -> Uni.createFrom().failure(unavailable()));
            }
        };
        send("kept");

        consume(failing);

        await().atMost(SOON).until(() -> failing.received.getOrDefault("kept", 0) == 2);
        assertThat(stack.queue().running()).isFalse();
        stack.queue().start();
        breakers.reset(BreakerNames.SQS, "the probe, which would find out, is off in tests");
        await().atMost(SOON).until(this::left, waiting -> waiting == 0);
    }

    private static DependencyException unavailable() {
        return new DependencyException.Unavailable("dynamodb", "told so", Duration.ofSeconds(1), null);
    }

    @Test
    void toldToStopItFinishesWhatItHas() throws InterruptedException {
        var slow = new SlowHandler(Duration.ofSeconds(2));
        send("slow");
        QueueConsumer consumer = consume(slow);
        await().atMost(SOON).until(() -> slow.started.contains("slow"));

        consumer.stop(new ShutdownEvent());

        assertThat(slow.finished).containsExactly("slow");
        assertThat(left()).isZero();
        send("later");
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> left() == 1);
        assertThat(slow.started).containsExactly("slow");
    }

    @Test
    void toldToStopWithNothingInHandItStopsAtOnce() throws InterruptedException {
        QueueConsumer consumer = consume(handler);
        long before = System.nanoTime();

        consumer.stop(new ShutdownEvent());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void withTheQueueAwayPointsAreStoredAndTheirMarksSentWhenItIsBack() {
        stack.queue().stop();

        post();
        sender.send().await().atMost(SOON);
        post();

        assertThat(api.readAll("service=" + service)).hasSize(2);
        stack.queue().start();
        consume(handler);
        await().atMost(SOON).until(this::seriesOfTheService, List.of("m")::equals);
    }

    private void post() {
        MetricsClient.Answer answer =
                api.post("{\"service_name\":\"" + service + "\",\"metric_type\":\"m\",\"value\":1}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private List<String> seriesOfTheService() {
        MetricsClient.Answer answer = api.get("services/" + service);
        List<JsonNode> metrics = new ArrayList<>();
        if (answer.status() == 200) {
            answer.json().get("metrics").forEach(metrics::add);
        }
        return metrics.stream()
                .map(metric -> metric.get("metric_type").asText())
                .toList();
    }

    private QueueConsumer consume(MessageHandler with) {
        var consumer = new QueueConsumer(queue, with, breakers, () -> true, IN_A_HURRY, meters);
        consumers.add(consumer);
        consumer.start(new StartupEvent());
        return consumer;
    }

    private String url(String name) {
        return client.getQueueUrl(ask -> ask.queueName(name)).join().queueUrl();
    }

    private void send(String body) {
        client.sendMessage(message -> message.queueUrl(url).messageBody(body)).join();
    }

    private List<String> receive(String from, int most, int waitSeconds) {
        return client
                .receiveMessage(
                        ask -> ask.queueUrl(from).maxNumberOfMessages(most).waitTimeSeconds(waitSeconds))
                .join()
                .messages()
                .stream()
                .map(Message::body)
                .toList();
    }

    /** What another consumer gets to see in that time. */
    private List<String> visibleToOthers(Duration time) {
        List<String> seen = new ArrayList<>();
        await().during(time).atMost(time.plus(SOON)).until(() -> {
            seen.addAll(receive(url, 10, 0));
            return true;
        });
        return seen;
    }

    /** Messages in the queue, hidden ones included. */
    private int left() {
        var visible = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
        var hidden = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
        Map<QueueAttributeName, String> attributes = client.getQueueAttributes(
                        ask -> ask.queueUrl(url).attributeNames(visible, hidden))
                .join()
                .attributes();
        return Integer.parseInt(attributes.get(visible)) + Integer.parseInt(attributes.get(hidden));
    }

    /** Counts how often each message came. */
    private static class CountingHandler extends MessageHandler {

        final Map<String, Integer> received = new ConcurrentHashMap<>();
        private final MessageHandler behind;

        CountingHandler(MessageHandler behind) {
            super(null, null, null);
            this.behind = behind;
        }

        @Override
        Uni<Void> handle(String body) {
            received.merge(body, 1, Integer::sum);
            return behind.handle(body);
        }
    }

    /** Takes its time over "slow", and is done with anything else at once. */
    private static final class SlowHandler extends MessageHandler {

        final Queue<String> started = new ConcurrentLinkedQueue<>();
        final Queue<String> finished = new ConcurrentLinkedQueue<>();
        private final Duration time;

        SlowHandler(Duration time) {
            super(null, null, null);
            this.time = time;
        }

        @Override
        Uni<Void> handle(String body) {
            Uni<Void> work = Uni.createFrom().voidItem().invoke(() -> started.add(body));
            Uni<Void> taken = body.equals("slow") ? work.onItem().delayIt().by(time) : work;
            return taken.invoke(() -> finished.add(body));
        }
    }
}
