package io.monitoring.analysis.forecast;

import io.monitoring.analysis.Decimal;
import io.monitoring.analysis.Evidence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * When a forecast reaches a limit.
 *
 * @param possible first step at which one value in ten or more is beyond the limit (the 80 % interval reaches it)
 * @param expected first step at which the mean is beyond it; null when it is not within the forecast
 */
public record Crossing(double limit, Side side, Instant possible, Instant expected, Evidence evidence) {

    /** Which side of a limit is the wrong one. */
    public enum Side {
        ABOVE,
        BELOW
    }

    /** The crossing of {@code limit}; empty when not even the 80 % interval reaches it. A value on the limit is not beyond. */
    public static Optional<Crossing> of(String name, Forecast forecast, double limit, Side side) {
        Instant possible =
                first(forecast, limit, side, side == Side.ABOVE ? ForecastStep::high80 : ForecastStep::low80);
        if (possible == null) {
            return Optional.empty();
        }
        Instant expected = first(forecast, limit, side, ForecastStep::mean);
        ForecastStep last = forecast.steps().getLast();
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("limit", limit);
        numbers.put("last_mean", last.mean());
        numbers.put("last_low80", last.low80());
        numbers.put("last_high80", last.high80());
        String words = "%s %s %s limit of %s %s"
                .formatted(
                        name,
                        expected == null ? "may go" : "will probably be",
                        side == Side.ABOVE ? "above its" : "below its",
                        Decimal.of(limit),
                        expected == null
                                ? "from " + possible + " on"
                                : "at " + expected + ", at the earliest at " + possible);
        return Optional.of(new Crossing(
                limit,
                side,
                possible,
                expected,
                new Evidence(name, forecast.steps().getFirst().time(), last.time(), numbers, words)));
    }

    private static Instant first(Forecast forecast, double limit, Side side, ToDoubleFunction<ForecastStep> bound) {
        return forecast.steps().stream()
                .filter(step ->
                        side == Side.ABOVE ? bound.applyAsDouble(step) > limit : bound.applyAsDouble(step) < limit)
                .map(ForecastStep::time)
                .findFirst()
                .orElse(null);
    }
}
