package io.monitoring.live;

import io.monitoring.analysis.TimeSeries;
import io.monitoring.analysis.forecast.Crossing;
import io.monitoring.analysis.forecast.Forecast;
import io.monitoring.analysis.forecast.ForecastStep;
import io.monitoring.analysis.forecast.Forecasts;
import io.monitoring.series.AggregateRow;
import io.monitoring.series.SeriesGrouping;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.query.AggregateQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far is looked back and ahead, and how closely. */
enum Outlook {

    /** What fills up within hours. */
    NEAR(Duration.ofMinutes(1), Duration.ofHours(3), Duration.ofHours(3)),

    /** What fills up within days, whatever the time of day does to it. */
    FAR(Duration.ofHours(1), Duration.ofDays(14), Duration.ofDays(3));

    /** A forecast of fewer is not worth the name. */
    static final int PERIODS_AT_LEAST = 30;

    private static final int ROWS_AT_MOST = 20_000;

    /** A series whose last points are missing has stopped: there is nothing to come. */
    private static final int MISSING_AT_MOST = 3;

    private final Duration period;
    private final Duration back;
    private final Duration ahead;

    Outlook(Duration period, Duration back, Duration ahead) {
        this.period = period;
        this.back = back;
        this.ahead = ahead;
    }

    /** The whole periods before {@code at}, of each series by itself. */
    AggregateQuery query(String service, Limit limit, Instant at) {
        Instant end = end(at);
        return new AggregateQuery(
                service,
                limit.metric(),
                limit.labels(),
                end.minus(back),
                end,
                period,
                new SeriesGrouping.EachSeries(),
                ROWS_AT_MOST);
    }

    private Instant end(Instant at) {
        return Instant.ofEpochMilli(at.toEpochMilli() - Math.floorMod(at.toEpochMilli(), period.toMillis()));
    }

    /**
     * The crossing that the mean of a forecast comes to. None for a series that is beyond its limit already, has stopped,
     * or has too few points; and none further ahead than the series goes back.
     *
     * @param rows of the series, by time
     */
    Optional<PredictedCrossing> crossing(SeriesKey series, List<AggregateRow> rows, Limit limit, Instant at) {
        if (rows.size() < PERIODS_AT_LEAST
                || rows.stream()
                        .anyMatch(row -> !Double.isFinite(row.aggregate().average()))) {
            return Optional.empty();
        }
        TimeSeries means = TimeSeries.of(
                series.metric(),
                rows.stream().mapToLong(row -> Math.floorDiv(row.start(), 1000)).toArray(),
                rows.stream().mapToDouble(row -> row.aggregate().average()).toArray());
        double last = means.value(means.size() - 1);
        Duration missing = Duration.between(means.time(means.size() - 1).plus(means.step()), end(at));
        if (limit.isPassedBy(last) || missing.compareTo(means.step().multipliedBy(MISSING_AT_MOST)) > 0) {
            return Optional.empty();
        }
        int steps = Math.clamp(ahead.dividedBy(means.step()), 1, Math.min(means.size(), Forecasts.HORIZON_LIMIT));
        Forecast forecast = Forecasts.of(name(series), means, steps);
        return Crossing.of(name(series), forecast, limit.value(), limit.side())
                .filter(crossing -> crossing.expected() != null)
                .map(crossing -> predicted(series, at, last, forecast, crossing));
    }

    private static PredictedCrossing predicted(
            SeriesKey series, Instant at, double last, Forecast forecast, Crossing crossing) {
        ForecastStep then = forecast.steps().stream()
                .filter(step -> step.time().equals(crossing.expected()))
                .findFirst()
                .orElseThrow();
        return new PredictedCrossing(
                series,
                at,
                last,
                crossing.limit(),
                crossing.side(),
                crossing.expected(),
                crossing.possible(),
                then.low80(),
                then.high80(),
                crossing.evidence().words() + ". " + forecast.evidence().words());
    }

    private static String name(SeriesKey series) {
        String name = series.service() + " " + series.metric();
        return series.labels().isEmpty() ? name : name + " " + series.labels();
    }
}
