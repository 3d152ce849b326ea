package io.monitoring.live;

import io.monitoring.analysis.forecast.Crossing.Side;
import io.monitoring.series.SeriesKey;
import java.time.Instant;

/**
 * A series that is forecast to pass a limit.
 *
 * @param at end of the points that the forecast rests on
 * @param value the last of them
 * @param expected when the mean of the forecast is beyond the limit
 * @param earliest when one value in ten is
 * @param low with {@code high}, what holds four values in five at {@code expected}
 * @param words the forecast's evidence
 */
public record PredictedCrossing(
        SeriesKey series,
        Instant at,
        double value,
        double limit,
        Side side,
        Instant expected,
        Instant earliest,
        double low,
        double high,
        String words)
        implements Finding {

    @Override
    public String subject() {
        return String.format("%016x", Limit.hash(series, limit, side));
    }
}
