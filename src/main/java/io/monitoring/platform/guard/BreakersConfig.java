package io.monitoring.platform.guard;

import io.monitoring.platform.config.Millis;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** What may be set of the one policy of all breakers ({@link BreakerPolicy}). */
@ConfigMapping(prefix = "monitoring.breakers")
public interface BreakersConfig {

    /** How long a breaker stays open before it lets a trial through; a number, because an annotation reads it too. */
    @WithName("open-millis")
    @WithDefault("60000")
    @WithConverter(Millis.class)
    Duration openTime();
}
