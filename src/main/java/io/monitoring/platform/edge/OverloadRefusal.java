package io.monitoring.platform.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.guard.LoadShedding;
import io.monitoring.platform.http.ProblemAnswers;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.quarkus.runtime.Startup;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Turns requests away, and counts them from 0 on: {@code monitoring_shed_total{reason}}. */
@Startup
@ApplicationScoped
class OverloadRefusal {

    /** Why. */
    enum Reason {
        CONCURRENCY,
        MEMORY,
        RATE,
        SLOW_BODY,
        SLOW_HEADERS
    }

    /** Requests take milliseconds: after a second there is room again, or there are too many for good. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ProblemAnswers answers;
    private final LoadShedding load;
    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    OverloadRefusal(ProblemAnswers answers, LoadShedding load, MeterRegistry registry) {
        this.answers = answers;
        this.load = load;
        for (Reason reason : Reason.values()) {
            counters.put(
                    reason,
                    Counter.builder("monitoring.shed")
                            .description("Requests turned away because there was too much of something")
                            .tag(
                                    "reason",
                                    reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(registry));
        }
    }

    void tooManyAtOnce(RoutingContext routing) {
        count(Reason.CONCURRENCY);
        answers.refuse(routing, tooManyAtOnce());
    }

    ProblemException tooManyAtOnce() {
        return overloaded("too many requests are at work");
    }

    void tooManyBytes(RoutingContext routing) {
        count(Reason.MEMORY);
        answers.refuse(routing, overloaded("too many bytes of bodies are in memory"));
    }

    void tooFast(RoutingContext routing, Duration wait) {
        count(Reason.RATE);
        answers.refuse(
                routing, new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "too many requests of this client", wait));
    }

    void tooSlow(RoutingContext routing, Duration deadline) {
        count(Reason.SLOW_BODY);
        cutOff(
                routing,
                new ProblemException(
                        ProblemCode.TOO_SLOW, "the body did not arrive within " + deadline.toSeconds() + " s"));
    }

    /** A body that is being read, and is too much for the memory that is left. */
    void cutOffTooManyBytes(RoutingContext routing) {
        count(Reason.MEMORY);
        cutOff(routing, overloaded("too many bytes of bodies are in memory"));
    }

    void cutOff(RoutingContext routing, ProblemException refusal) {
        answers.refuseAndClose(routing, refusal);
    }

    void count(Reason reason) {
        counters.get(reason).increment();
        if (reason == Reason.CONCURRENCY) {
            load.turnedAway();
        }
    }

    private ProblemException overloaded(String detail) {
        return new ProblemException(ProblemCode.OVERLOADED, detail, RETRY_AFTER);
    }
}
