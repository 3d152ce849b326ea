package io.monitoring.platform.aws;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * One queue. Calls go through {@link SqsGateway}: they are lazy, repeated, and fail as it says. The queue's URL is looked
 * up by name with the first of them, where it is not configured, and then remembered; a failed look-up is not.
 */
public abstract sealed class MessageQueue permits ProcessingQueue, DeadLetterQueue {

    /** SQS takes and hands out so many messages a request, and bills the request. */
    public static final int MOST_AT_ONCE = 10;

    private final SqsGateway sqs;
    private final String name;
    private final AtomicReference<String> known;

    /** @param url null where it is not known yet */
    MessageQueue(SqsGateway sqs, String name, String url) {
        this.sqs = sqs;
        this.name = name;
        this.known = new AtomicReference<>(url);
    }

    /** May ask SQS. */
    public Uni<String> url() {
        return Uni.createFrom().deferred(() -> {
            String url = known.get();
            return url != null ? Uni.createFrom().item(url) : lookUp();
        });
    }

    private Uni<String> lookUp() {
        return sqs.call(client -> client.getQueueUrl(request -> request.queueName(name)))
                .map(GetQueueUrlResponse::queueUrl)
                .invoke(known::set);
    }

    public Uni<Void> send(String body) {
        return call((client, url) ->
                        client.sendMessage(request -> request.queueUrl(url).messageBody(body)))
                .replaceWithVoid();
    }

    /** @param delay until anybody receives it; whole seconds */
    public Uni<Void> send(String body, Duration delay) {
        return call((client, url) -> client.sendMessage(
                        request -> request.queueUrl(url).messageBody(body).delaySeconds(seconds(delay))))
                .replaceWithVoid();
    }

    /**
     * @param bodies at most {@link #MOST_AT_ONCE}
     * @return the places in the list of those that the queue has refused
     */
    public Uni<Set<Integer>> sendAll(List<String> bodies) {
        List<SendMessageBatchRequestEntry> entries =
                numbered(bodies, (id, body) -> SendMessageBatchRequestEntry.builder()
                        .id(id)
                        .messageBody(body)
                        .build());
        return call((client, url) ->
                        client.sendMessageBatch(request -> request.queueUrl(url).entries(entries)))
                .map(answer -> answer.failed().stream()
                        .map(BatchResultErrorEntry::id)
                        .map(Integer::valueOf)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * A long poll, as {@link SqsGateway#receive} makes it.
     *
     * @param most at most {@link #MOST_AT_ONCE}
     * @param wait how long to wait for the first message; whole seconds
     * @param visibility for how long nobody else receives what is received; whole seconds
     */
    public Uni<List<ReceivedMessage>> receive(int most, Duration wait, Duration visibility) {
        return url().chain(url -> sqs.receive(client -> client.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(seconds(wait))
                        .visibilityTimeout(seconds(visibility)))))
                .map(MessageQueue::messages);
    }

    /** A short call like the others: what one of the queue's servers has, for as long as the queue itself hides it. */
    public Uni<List<ReceivedMessage>> receiveNow() {
        return call((client, url) -> client.receiveMessage(request ->
                        request.queueUrl(url).maxNumberOfMessages(MOST_AT_ONCE).waitTimeSeconds(0)))
                .map(MessageQueue::messages);
    }

    public Uni<Void> delete(ReceivedMessage message) {
        return call((client, url) ->
                        client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receipt())))
                .replaceWithVoid();
    }

    /**
     * Messages that are not deleted although the call succeeds come again.
     *
     * @param messages at most {@link #MOST_AT_ONCE}
     */
    public Uni<Void> deleteAll(List<ReceivedMessage> messages) {
        List<DeleteMessageBatchRequestEntry> entries =
                numbered(messages, (id, message) -> DeleteMessageBatchRequestEntry.builder()
                        .id(id)
                        .receiptHandle(message.receipt())
                        .build());
        return call((client, url) -> client.deleteMessageBatch(
                        request -> request.queueUrl(url).entries(entries)))
                .replaceWithVoid();
    }

    /**
     * Nobody else receives them for so long from now.
     *
     * @param messages at most {@link #MOST_AT_ONCE}
     * @param visibility whole seconds
     */
    public Uni<Void> hideAll(List<ReceivedMessage> messages, Duration visibility) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries =
                numbered(messages, (id, message) -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(id)
                        .receiptHandle(message.receipt())
                        .visibilityTimeout(seconds(visibility))
                        .build());
        return call((client, url) -> client.changeMessageVisibilityBatch(
                        request -> request.queueUrl(url).entries(entries)))
                .replaceWithVoid();
    }

    /** How many messages wait, about. */
    public Uni<Long> depth() {
        return call(MessageQueue::attributes).map(MessageQueue::waiting);
    }

    /** The cheapest question that only a queue which is there and ours can answer; with whatever client, past the guard. */
    public CompletableFuture<GetQueueAttributesResponse> attributes(SqsAsyncClient asking) {
        return url().chain(url -> Uni.createFrom().completionStage(() -> attributes(asking, url)))
                .subscribeAsCompletionStage();
    }

    private static CompletableFuture<GetQueueAttributesResponse> attributes(SqsAsyncClient client, String url) {
        return client.getQueueAttributes(
                ask -> ask.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private static long waiting(GetQueueAttributesResponse answer) {
        String count = answer.attributes().get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        return count == null ? 0 : Long.parseLong(count);
    }

    private <T> Uni<T> call(BiFunction<SqsAsyncClient, String, CompletableFuture<T>> call) {
        return url().chain(url -> sqs.call(client -> call.apply(client, url)));
    }

    private static List<ReceivedMessage> messages(ReceiveMessageResponse answer) {
        return answer.messages().stream()
                .map(message -> new ReceivedMessage(message.messageId(), message.receiptHandle(), message.body()))
                .toList();
    }

    /** The entries of a batch, each with its place in the list as its id. */
    private static <T, E> List<E> numbered(List<T> all, BiFunction<String, T, E> entry) {
        return IntStream.range(0, all.size())
                .mapToObj(place -> entry.apply(Integer.toString(place), all.get(place)))
                .toList();
    }

    private static int seconds(Duration duration) {
        return (int) duration.toSeconds();
    }
}
