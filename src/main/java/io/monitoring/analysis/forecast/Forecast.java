package io.monitoring.analysis.forecast;

import io.monitoring.analysis.Evidence;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The values to come.
 *
 * @param steps one a step of the series, the first a step after its last point
 * @param season length of what repeats in it; zero when nothing does
 * @param blend the weight of each method, the heaviest first; they sum to 1
 * @param evidence the points it rests on, and how far off it was when it was tried on their end
 */
public record Forecast(List<ForecastStep> steps, Duration season, Map<String, Double> blend, Evidence evidence) {

    public Forecast {
        steps = List.copyOf(steps);
        Objects.requireNonNull(season, "season");
        blend = Collections.unmodifiableMap(new LinkedHashMap<>(blend));
        Objects.requireNonNull(evidence, "evidence");
    }
}
