package io.monitoring.platform.edge;

import io.monitoring.platform.http.FilterOrder;
import io.monitoring.platform.http.ProblemAnswers;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * From SIGTERM on, no request is begun. Quarkus waits until none is at work and then stops what they need, but takes new ones
 * all the while: those would be stored and not answered. It tells their connections to close by itself.
 */
@ApplicationScoped
class Stopping {

    /** Another instance answers at once; this one, if it comes back, within seconds. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ProblemAnswers answers;
    private volatile boolean begun;

    Stopping(ProblemAnswers answers) {
        this.answers = answers;
    }

    void begin(@Observes ShutdownDelayInitiatedEvent stop) {
        begun = true;
    }

    /** Once the body is there: a slow one may last longer than the stop waits. */
    void filter(@Observes Filters filters) {
        filters.register(this::refuse, FilterOrder.STOPPING);
    }

    private void refuse(RoutingContext routing) {
        if (begun) {
            answers.refuse(
                    routing, new ProblemException(ProblemCode.STOPPING, "this instance is being stopped", RETRY_AFTER));
        } else {
            routing.next();
        }
    }
}
