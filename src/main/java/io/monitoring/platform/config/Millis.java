package io.monitoring.platform.config;

import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** A plain number of milliseconds, for properties that the fault tolerance annotations read too. */
public final class Millis implements Converter<Duration> {

    @Override
    public Duration convert(String value) {
        return Duration.ofMillis(Long.parseLong(value.strip()));
    }
}
