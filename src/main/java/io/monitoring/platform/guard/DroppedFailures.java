package io.monitoring.platform.guard;

import io.monitoring.platform.start.StartupOrder;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Of several calls that fail at the same time, one tells the caller, and the others have nobody to tell: with a breaker
 * open that is the rule, and not worth the stack trace at ERROR that Mutiny gives each.
 */
@ApplicationScoped
class DroppedFailures {

    private static final Logger LOG = Logger.getLogger(DroppedFailures.class);

    void start(@Observes @Priority(StartupOrder.DEVSTACK) StartupEvent event) {
        Infrastructure.setDroppedExceptionHandler(failure -> {
            if (failure instanceof DependencyException) {
                LOG.debugf("One more of several: %s", failure.getMessage());
            } else {
                LOG.error("A failure that no caller received", failure);
            }
        });
    }
}
