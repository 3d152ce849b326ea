package io.monitoring.resilience.fleet;

import io.monitoring.platform.guard.RecoverySetting;
import java.time.Duration;

/** The configuration, but for what was applied while the service runs. */
record AppliedClosing(EarlyClosingConfig config, RecoverySetting setting) implements EarlyClosingConfig {

    @Override
    public boolean enabled() {
        return config.enabled();
    }

    @Override
    public Duration after() {
        return setting.current();
    }

    @Override
    public Duration every() {
        return config.every();
    }

    @Override
    public Duration confirmAfter() {
        return config.confirmAfter();
    }

    @Override
    public int answers() {
        return config.answers();
    }
}
