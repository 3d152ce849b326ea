package io.monitoring.platform.aws;

import io.monitoring.platform.guard.AttemptFailure;
import io.monitoring.platform.guard.Attempts;
import io.monitoring.platform.guard.BreakerNames;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Retry(Breaker(Timeout(attempt))) of DynamoDB, and the same without the breaker for when an admin holds it closed. The
 * figures are in application.properties.
 */
@ApplicationScoped
class GuardedDynamo {

    @Retry(
            abortOn = {
                CircuitBreakerOpenException.class,
                AttemptFailure.CallersFault.class,
                AttemptFailure.Misconfigured.class
            })
    @CircuitBreaker(skipOn = AttemptFailure.Answered.class)
    @CircuitBreakerName(BreakerNames.DYNAMODB_READ)
    @Timeout
    <T> Uni<T> read(Attempts<T> attempts) {
        return attempts.next();
    }

    @Retry(
            abortOn = {
                CircuitBreakerOpenException.class,
                AttemptFailure.CallersFault.class,
                AttemptFailure.Misconfigured.class
            })
    @CircuitBreaker(skipOn = AttemptFailure.Answered.class)
    @CircuitBreakerName(BreakerNames.DYNAMODB_WRITE)
    @Timeout
    <T> Uni<T> write(Attempts<T> attempts) {
        return attempts.next();
    }

    @Retry(abortOn = {AttemptFailure.CallersFault.class, AttemptFailure.Misconfigured.class})
    @Timeout
    <T> Uni<T> heldClosed(Attempts<T> attempts) {
        return attempts.next();
    }
}
