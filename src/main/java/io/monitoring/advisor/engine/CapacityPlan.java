package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Extras.Capacity;
import io.monitoring.advisor.document.Extras.PredictedPoint;
import io.monitoring.advisor.document.Extras.Prediction;
import io.monitoring.advisor.document.Extras.RecommendedCapacity;
import io.monitoring.advisor.document.Findings.Issue;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.advisor.request.AnalysisRequest.CapacityPrediction;
import io.monitoring.analysis.Decimal;
import io.monitoring.analysis.MetricRole;
import io.monitoring.analysis.TimeSeries;
import io.monitoring.analysis.forecast.Crossing;
import io.monitoring.analysis.forecast.Forecast;
import io.monitoring.analysis.forecast.ForecastStep;
import io.monitoring.analysis.forecast.Forecasts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Forecasts of what tells of load, and the capacity that holds the highest of it. */
final class CapacityPlan {

    private static final int SERIES_AT_MOST = 10;
    private static final int POINTS_AT_MOST = 48;

    /** Fewer periods than this make no forecast worth the name. */
    static final int PERIODS_AT_LEAST = 24;

    private static final double HEADROOM = 1.2;

    private final CapacityPrediction request;
    private final GatheredEvidence evidence;
    private final Draft draft;

    CapacityPlan(CapacityPrediction request, GatheredEvidence evidence, Draft draft) {
        this.request = request;
        this.evidence = evidence;
        this.draft = draft;
    }

    Capacity plan() {
        List<Reading> wanted = evidence.metrics().stream()
                .filter(this::isWanted)
                .sorted(Comparator.comparing((Reading reading) -> -(long) reading.size())
                        .thenComparing(reading -> -reading.count())
                        .thenComparing(Reading::series))
                .toList();
        List<Prediction> predictions = new ArrayList<>();
        RecommendedCapacity first = null;
        for (Reading reading : wanted) {
            if (reading.size() >= PERIODS_AT_LEAST && predictions.size() < SERIES_AT_MOST) {
                RecommendedCapacity capacity = predict(reading, predictions);
                first = first == null ? capacity : first;
            }
        }
        if (predictions.isEmpty()) {
            draft.missing(
                    request.metric().orElse("load over time"),
                    "a forecast needs at least " + PERIODS_AT_LEAST + " periods of a metric of load",
                    "{\"service_name\":\"<service>\",\"metric_type\":\""
                            + request.metric().orElse("requests") + "\",\"value\":<requests since the last point>}");
        }
        return new Capacity(predictions, first);
    }

    private boolean isWanted(Reading reading) {
        MetricRole role = reading.role();
        return request.metric()
                .map(reading.series().metric()::equals)
                .orElse(role == MetricRole.REQUESTS || role == MetricRole.SATURATION);
    }

    private RecommendedCapacity predict(Reading reading, List<Prediction> predictions) {
        TimeSeries level = reading.level();
        int steps = steps(level);
        Forecast forecast = Forecasts.of(reading.name(), level, steps);
        String id = draft.ledger().of("forecast", reading, forecast.evidence());
        Optional<Crossing> crossing = request.limit().isPresent()
                ? Crossing.of(reading.name(), forecast, request.limit().getAsDouble(), Crossing.Side.ABOVE)
                : Optional.empty();
        crossing.ifPresent(met -> warn(reading, met));
        predictions.add(new Prediction(
                reading.series().service(),
                reading.series().metric(),
                String.join(" + ", forecast.blend().keySet()),
                points(forecast),
                request.limit().isPresent() ? request.limit().getAsDouble() : null,
                crossing.map(Crossing::expected).orElse(null),
                List.of(id)));
        return capacity(reading, forecast, id);
    }

    /** No further ahead than the series goes back: beyond, the interval would be made up. */
    private int steps(TimeSeries level) {
        long wanted = request.horizon().dividedBy(level.step());
        long possible = Math.min(level.size(), Forecasts.HORIZON_LIMIT);
        if (wanted > possible) {
            draft.missing(
                    "the history to look " + request.horizon() + " ahead",
                    "nothing is predicted further ahead than a metric goes back",
                    null);
        }
        return (int) Math.max(1, Math.min(wanted, possible));
    }

    private void warn(Reading reading, Crossing crossing) {
        String id = draft.ledger().of("forecast", reading, crossing.evidence());
        draft.issue(new Issue(
                crossing.evidence().words(),
                crossing.expected() == null ? Level.MEDIUM : Level.HIGH,
                reading.series().service(),
                null,
                List.of(id)));
        draft.recommend(
                RunbookStep.CAPACITY,
                "Raise the limit of " + reading.name() + " or take load away before " + crossing.possible() + "; "
                        + RunbookStep.CAPACITY.words(),
                crossing.evidence().words(),
                List.of(id));
    }

    private RecommendedCapacity capacity(Reading reading, Forecast forecast, String id) {
        double most = forecast.steps().stream()
                .mapToDouble(ForecastStep::high95)
                .max()
                .orElseThrow();
        double value = Ledger.rounded(most * HEADROOM);
        String basis = "highest upper end of the 95 % interval within " + request.horizon() + " (" + Decimal.of(most)
                + "), plus 20 %; in the unit of " + reading.series().metric() + " for each " + evidence.step();
        draft.recommend(
                RunbookStep.CAPACITY,
                "Plan capacity of " + Decimal.of(value) + " for " + reading.name() + "; "
                        + RunbookStep.CAPACITY.words(),
                basis,
                List.of(id));
        return new RecommendedCapacity(
                reading.series().service(), reading.series().metric(), value, basis);
    }

    /** At most so many, evenly spread, the last among them. */
    private static List<PredictedPoint> points(Forecast forecast) {
        List<ForecastStep> steps = forecast.steps();
        int every = Math.ceilDiv(steps.size(), POINTS_AT_MOST);
        List<PredictedPoint> points = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i -= every) {
            ForecastStep step = steps.get(i);
            points.addFirst(new PredictedPoint(
                    step.time(),
                    Ledger.rounded(step.mean()),
                    Ledger.rounded(step.low95()),
                    Ledger.rounded(step.high95())));
        }
        return points;
    }
}
