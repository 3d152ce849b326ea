package io.monitoring.analysis.forecast;

import java.time.Instant;
import java.util.Objects;

/**
 * One forecast value.
 *
 * @param mean what is expected, in the unit of the series
 * @param low80 lower end of the interval that is to hold the value four times in five
 * @param low95 lower end of the interval that is to hold it 19 times in 20
 */
public record ForecastStep(Instant time, double mean, double low80, double high80, double low95, double high95) {

    public ForecastStep {
        Objects.requireNonNull(time, "time");
        if (!(low95 <= low80 && low80 <= mean && mean <= high80 && high80 <= high95)) {
            throw new IllegalArgumentException("intervals hold the mean, the wider one the narrower one");
        }
    }
}
