package io.monitoring.platform.aws;

import io.monitoring.platform.guard.AttemptFailure;
import io.monitoring.platform.guard.Attempts;
import io.monitoring.platform.guard.BreakerNames;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Breaker(Timeout(attempt)) of Bedrock, and the same without the breaker for when an admin holds it closed. No retry: an
 * answer costs money and seconds, and an analysis is complete without it.
 */
@ApplicationScoped
class GuardedBedrock {

    @CircuitBreaker(skipOn = AttemptFailure.Answered.class)
    @CircuitBreakerName(BreakerNames.BEDROCK)
    @Timeout
    <T> Uni<T> call(Attempts<T> attempts) {
        return attempts.next();
    }

    @Timeout
    <T> Uni<T> heldClosed(Attempts<T> attempts) {
        return attempts.next();
    }
}
