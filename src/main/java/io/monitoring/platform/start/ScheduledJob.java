package io.monitoring.platform.start;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * Work by the clock for where the clock is outside: a schedule of EventBridge names it, and a Lambda function does it.
 *
 * @param name what the event says in {@code detail.job}
 * @param work fails where it could not be done, and leaves nothing to be done afterwards
 */
public record ScheduledJob(String name, Supplier<Uni<Void>> work) {}
