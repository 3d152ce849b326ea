package io.monitoring.platform.aws;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    public StartRetry(Duration limit) {
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** {@code what} names the step in the error, for example "table X at http://localhost:8000". */
    public <T> CompletableFuture<T> with(String what, Supplier<CompletableFuture<T>> step) {
        return attempt(what, step, FIRST_PAUSE);
    }

    private <T> CompletableFuture<T> attempt(String what, Supplier<CompletableFuture<T>> step, Duration pause) {
        return step.get()
                .orTimeout(LONGEST_ATTEMPT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> {
                    Throwable cause = cause(failure);
                    if (!passing(cause)) {
                        return CompletableFuture.failedFuture(forGood(what, cause));
                    }
                    if (System.nanoTime() + pause.toNanos() > deadline) {
                        return CompletableFuture.failedFuture(
                                new BootstrapException(what + ": gave up after " + limit + ": " + cause, cause));
                    }
                    Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
                    return CompletableFuture.supplyAsync(() -> null, later)
                            .thenCompose(nothing -> attempt(what, step, longer(pause)));
                });
    }

    /** The failure itself, without what futures wrap around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean passing(Throwable cause) {
        return switch (cause) {
            case NotYet notYet -> true;
            case TimeoutException slow -> true;
            case SdkClientException unreachable -> true;
            case AwsServiceException answer -> answer.statusCode() >= 500 || answer.isThrottlingException();
            default -> false;
        };
    }

    private static BootstrapException forGood(String what, Throwable cause) {
        return cause instanceof BootstrapException known ? known : new BootstrapException(what + ": " + cause, cause);
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
