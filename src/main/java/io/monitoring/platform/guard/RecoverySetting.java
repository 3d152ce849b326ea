package io.monitoring.platform.guard;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long a breaker is open before its first trial: {@code monitoring.early-closing.after}, or what an admin had an
 * analysis make of it. The one setting that may change while the service runs; of this instance, until it stops.
 */
@ApplicationScoped
public class RecoverySetting {

    public static final String NAME = "monitoring.early-closing.after";

    /** Shorter, and a trial meets the outage that it waits for the end of. */
    public static final Duration LEAST = Duration.ofSeconds(2);

    /** Longer, and what came back is kept out for no reason. */
    public static final Duration MOST = Duration.ofSeconds(30);

    private final Duration configured;
    private final AtomicReference<Duration> applied = new AtomicReference<>();

    RecoverySetting(EarlyClosingConfig config) {
        this.configured = config.after();
    }

    public Duration current() {
        return Optional.ofNullable(applied.get()).orElse(configured);
    }

    /** @throws IllegalArgumentException outside of its bounds */
    public void apply(Duration value) {
        if (!value.equals(bounded(value))) {
            throw new IllegalArgumentException(NAME + " must be from " + LEAST + " to " + MOST);
        }
        applied.set(value);
    }

    /** The nearest value that may be applied. */
    public static Duration bounded(Duration value) {
        if (value.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return value.compareTo(MOST) > 0 ? MOST : value;
    }

    /** Back to what is configured; returns what it was. */
    public Duration undo() {
        Duration before = current();
        applied.set(null);
        return before;
    }
}
