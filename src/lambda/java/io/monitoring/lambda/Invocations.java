package io.monitoring.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.pipeline.DeliveredMessages;
import io.monitoring.platform.table.DependencyProbe;
import io.monitoring.resilience.fleet.FleetTicker;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaRecorder;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * Every invocation, whatever its event. What it starts is finished or on the queue when it answers, for then the
 * environment is frozen.
 *
 * <p>Quarkus' HTTP extension lets no second handler class be, and knows HTTP events only. It does let the handler be
 * replaced when it starts; and a bean that is a method reference is no class of ours (ADR 13).
 */
@Singleton
class Invocations {

    /** Left of the function's time for the marks and the answer itself. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(3);

    private static final Duration AT_LEAST = Duration.ofSeconds(1);
    private static final Duration FOR_THE_FLEET = Duration.ofSeconds(1);
    private static final Duration FOR_THE_PROBE = Duration.ofSeconds(2);

    private final HttpEvents http;
    private final QueueBatch batch;
    private final Schedules schedules;
    private final DeliveredMessages messages;
    private final FleetTicker fleet;
    private final DependencyProbe probe;
    private final EventJson json;

    Invocations(
            HttpEvents http,
            QueueBatch batch,
            Schedules schedules,
            DeliveredMessages messages,
            FleetTicker fleet,
            DependencyProbe probe,
            EventJson json) {
        this.http = http;
        this.batch = batch;
        this.schedules = schedules;
        this.messages = messages;
        this.fleet = fleet;
        this.probe = probe;
        this.json = json;
    }

    @Produces
    @Singleton
    @Unremovable
    RequestStreamHandler handler() {
        return this::handle;
    }

    void start(@Observes StartupEvent event) {
        new AmazonLambdaRecorder(null).setStreamHandlerClass(RequestStreamHandler.class);
    }

    private void handle(InputStream in, OutputStream out, Context context) throws IOException {
        JsonNode event = json.mapper().readTree(in);
        done(atMost(fleet.round(), FOR_THE_FLEET));
        JsonNode answer = answer(LambdaEvent.of(event), context);
        done(messages.sendMarks());
        out.write(json.mapper().writeValueAsBytes(answer));
    }

    private JsonNode answer(LambdaEvent event, Context context) throws JsonProcessingException {
        return switch (event) {
            case LambdaEvent.HttpRequest request -> http.http(request.json(), context);
            case LambdaEvent.RestRequest request -> http.rest(request.json(), context);
            case LambdaEvent.Batch messages -> done(batch.handle(messages.records(), timeFor(context)));
            case LambdaEvent.Schedule schedule -> done(schedules.run(schedule.job()));
            case LambdaEvent.DirectInvoke invoke -> direct(invoke, context);
        };
    }

    /** Where nobody probes between invocations, a function that is only asked for its state would know nothing. */
    private JsonNode direct(LambdaEvent.DirectInvoke invoke, Context context) throws JsonProcessingException {
        if (invoke.route() == DirectRoute.HEALTH) {
            done(atMost(probe.ask(), FOR_THE_PROBE));
        }
        return http.direct(invoke, context);
    }

    private static Duration timeFor(Context context) {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(TO_ANSWER);
        return left.compareTo(AT_LEAST) < 0 ? AT_LEAST : left;
    }

    private static Uni<Void> atMost(Uni<Void> work, Duration time) {
        return work.ifNoItem().after(time).recoverWithItem((Void) null);
    }

    /** This thread is the invocation's own, and has nothing else to do. */
    private static <T> T done(Uni<T> work) {
        try {
            return work.subscribeAsCompletionStage().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
