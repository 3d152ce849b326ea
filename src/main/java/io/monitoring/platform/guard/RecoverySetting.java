package io.monitoring.platform.guard;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private final Clock clock;
    private final AtomicReference<SettingChange> latest = new AtomicReference<>();

    RecoverySetting(EarlyClosingConfig config, Clock clock) {
        this.configured = config.after();
        this.clock = clock;
    }

    /** What somebody made of the setting: a value that was applied, or the configured one where that was undone. */
    public record SettingChange(Duration value, String by, Instant at) {}

    public Duration current() {
        return latestChange().map(SettingChange::value).orElse(configured);
    }

    /** Empty where nobody has changed it since the start. */
    public Optional<SettingChange> latestChange() {
        return Optional.ofNullable(latest.get());
    }

    /**
     * @param by whose call it is
     * @throws IllegalArgumentException outside of its bounds
     */
    public void apply(Duration value, String by) {
        if (!value.equals(bounded(value))) {
            throw new IllegalArgumentException(NAME + " must be from " + LEAST + " to " + MOST);
        }
        change(value, by);
    }

    /** The nearest value that may be applied. */
    public static Duration bounded(Duration value) {
        if (value.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return value.compareTo(MOST) > 0 ? MOST : value;
    }

    /** Back to what is configured. */
    public void undo(String by) {
        change(configured, by);
    }

    private void change(Duration value, String by) {
        latest.set(new SettingChange(value, by, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
