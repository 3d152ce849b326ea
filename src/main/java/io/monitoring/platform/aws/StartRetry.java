package io.monitoring.platform.aws;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Repeats a step of the start until it succeeds, fails for good, or time is up. Steps must be safe to repeat. */
public final class StartRetry {

    /** The step worked, but what it waits for is not there yet. */
    public static final class NotYet extends RuntimeException {
        public NotYet(String message) {
            super(message);
        }
    }

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(10);

    private final Duration limit;
    private final long deadline;

    /** @param limit from now, for all steps together */
    public StartRetry(Duration limit) {
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** {@code what} names the step in the error, for example "table X at http://localhost:8000". */
    public <T> CompletableFuture<T> with(String what, Supplier<CompletableFuture<T>> step) {
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        return Uni.createFrom()
                .completionStage(step)
                .ifNoItem()
                .after(LONGEST_ATTEMPT)
                .fail()
                .onFailure(StartRetry::isPassing)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(left.toMillis())
                .onFailure()
                .transform(failure -> ended(what, cause(failure)))
                .subscribeAsCompletionStage();
    }

    /** The failure itself, without what futures wrap around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isPassing(Throwable failure) {
        return switch (cause(failure)) {
            case NotYet notYet -> true;
            case TimeoutException slow -> true;
            case SdkClientException unreachable -> true;
            case AwsServiceException answer -> answer.statusCode() >= 500 || answer.isThrottlingException();
            case null, default -> false;
        };
    }

    private BootstrapException ended(String what, Throwable failure) {
        if (failure instanceof BootstrapException known) {
            return known;
        }
        boolean expired =
                failure instanceof IllegalStateException && isPassing(failure.getCause()); // as Mutiny says it
        Throwable last = expired ? cause(failure.getCause()) : failure;
        return new BootstrapException(what + ": " + (expired ? "gave up after " + limit + ": " : "") + last, last);
    }
}
