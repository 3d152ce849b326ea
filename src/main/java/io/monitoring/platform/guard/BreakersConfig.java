package io.monitoring.platform.guard;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The one policy of all breakers. The fault tolerance annotations take bare numbers, and application.properties hands
 * them these very properties; so they are in milliseconds there, and durations from here on.
 */
@ConfigMapping(prefix = "monitoring.breakers")
public interface BreakersConfig {

    /** How long one attempt may take. */
    @WithName("attempt-timeout-millis")
    @WithDefault("700")
    @WithConverter(Millis.class)
    Duration attemptTimeout();

    /** How many times an attempt is repeated. */
    @WithDefault("2")
    @WithConverter(Checked.NotNegative.class)
    int retries();

    /** The mean wait before an attempt is repeated. */
    @WithName("retry-delay-millis")
    @WithDefault("50")
    @WithConverter(Millis.class)
    Duration retryDelay();

    /** How far the wait strays from its mean, either way. */
    @WithName("retry-jitter-millis")
    @WithDefault("50")
    @WithConverter(Millis.class)
    Duration retryJitter();

    /** No attempt starts later than this after the first; with the attempt's timeout it is a call's whole budget. */
    @WithName("retry-until-millis")
    @WithDefault("1100")
    @WithConverter(Millis.class)
    Duration retryUntil();

    /** The number of latest attempts the breaker looks at; it never opens before it has seen as many. */
    @WithDefault("10")
    @WithConverter(Checked.AtLeastOne.class)
    int volume();

    /** The share of failures among them at which it opens. */
    @WithDefault("0.5")
    @WithConverter(Share.class)
    double failureRatio();

    /** How long it stays open before it lets a trial through. */
    @WithName("open-millis")
    @WithDefault("60000")
    @WithConverter(Millis.class)
    Duration openTime();

    /** The number of trials that must succeed before it closes. */
    @WithDefault("1")
    @WithConverter(Checked.AtLeastOne.class)
    int trials();

    /** How long one long poll of the queue may take: over the 20 seconds that SQS waits at most. */
    @WithName("receive-timeout-millis")
    @WithDefault("25000")
    @WithConverter(Millis.class)
    Duration receiveTimeout();

    /** A plain number of milliseconds. */
    final class Millis implements Converter<Duration> {
        @Override
        public Duration convert(String value) {
            return Duration.ofMillis(Long.parseLong(value.strip()));
        }
    }

    final class Share extends Checked.Fraction {
        public Share() {
            super(0.01, 1);
        }
    }
}
