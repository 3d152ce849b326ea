package io.monitoring.advisor.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.analysis.Evidence;
import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import io.monitoring.analysis.anomaly.Anomaly;
import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.analysis.anomaly.Direction;
import io.monitoring.analysis.anomaly.PointScore;
import io.monitoring.analysis.cause.Dependency;
import io.monitoring.analysis.cause.Diagnosis;
import io.monitoring.analysis.cause.Incident;
import io.monitoring.analysis.cause.RootCauses;
import io.monitoring.analysis.cause.ServiceSeries;
import io.monitoring.analysis.cause.Target;
import io.monitoring.analysis.forecast.Forecast;
import io.monitoring.analysis.forecast.ForecastStep;
import io.monitoring.analysis.forecast.Forecasts;
import io.monitoring.platform.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the live analysis would have made of points: the detector replayed from its first, untrained state; the ranking of
 * causes; the forecast. Every method fails with a {@link ProblemException}: 400 naming the field, 413 for too many points.
 */
public final class Backtests {

    private Backtests() {}

    /** One for each series, in the order in which they came. */
    public record Replay(List<ReplayedSeries> series) {}

    /** @param scores one for each point, from 0 to 1; 0.5 is the line of alarm */
    public record ReplayedSeries(String name, double[] scores, List<Alarm> anomalies) {}

    /**
     * @param index of the point
     * @param direction {@code up} or {@code down}
     */
    public record Alarm(
            int index,
            Instant at,
            double value,
            double expectedLow,
            double expectedHigh,
            double score,
            String direction,
            String words) {}

    public record Causes(boolean significant, List<RankedCause> rootCauses, Instant onset, String words) {}

    public record RankedCause(String service, double score, List<Evidence> evidence) {}

    /**
     * @param times epoch seconds of each step
     * @param season length of what repeats; zero when nothing does
     */
    public record Predicted(
            List<Long> times,
            List<Double> mean,
            List<Interval> intervals,
            Duration season,
            Map<String, Double> blend,
            Evidence evidence) {}

    /** @param level share of the values that are to be in it */
    public record Interval(double level, List<Double> low, List<Double> high) {}

    /** {@code {"series":[{"name","points":[[time,value],...]}]}}. */
    public static Replay replay(JsonNode body) {
        var count = new Points.Count();
        List<ReplayedSeries> replayed = new ArrayList<>();
        for (Body series : Body.of(body).objects("series", true)) {
            String name = series.text("name");
            replayed.add(replayed(name, Points.read(series.get("points"), series.field("points"), count)));
        }
        return new Replay(replayed);
    }

    private static ReplayedSeries replayed(String name, Points points) {
        var detector = new Detector();
        double[] scores = new double[points.values().length];
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            PointScore reading = detector.read(points.millis()[i], points.values()[i]);
            scores[i] = reading.score();
            int index = i;
            reading.anomaly(Instant.ofEpochMilli(points.millis()[i]), points.values()[i])
                    .ifPresent(anomaly -> alarms.add(alarm(index, anomaly)));
        }
        return new ReplayedSeries(name, scores, alarms);
    }

    private static Alarm alarm(int index, Anomaly anomaly) {
        return new Alarm(
                index,
                anomaly.at(),
                anomaly.value(),
                anomaly.low(),
                anomaly.high(),
                anomaly.score(),
                anomaly.direction() == Direction.ABOVE ? "up" : "down",
                anomaly.inWords());
    }

    /** {@code {"target":{"service","metric","at"},"dependencies":[{"from","to"}],"series":[...],"baseline":[...]}}. */
    public static Causes causes(JsonNode json) {
        Body body = Body.of(json);
        var count = new Points.Count();
        Body target = body.object("target");
        var symptom = new Target(target.text("service"), target.text("metric"), target.time("at"));
        List<Dependency> dependencies = body.objects("dependencies", false).stream()
                .map(edge -> new Dependency(edge.text("from"), edge.text("to")))
                .toList();
        List<ServiceSeries> series = series(body, "series", true, count);
        List<ServiceSeries> baseline = series(body, "baseline", false, count);
        Diagnosis diagnosis = accepted(() -> RootCauses.of(new Incident(symptom, dependencies, series, baseline)));
        return new Causes(
                diagnosis.significant(),
                diagnosis.rootCauses().stream()
                        .map(cause -> new RankedCause(cause.service(), cause.score(), cause.evidence()))
                        .toList(),
                diagnosis.onset(),
                diagnosis.words());
    }

    private static List<ServiceSeries> series(Body body, String name, boolean required, Points.Count count) {
        List<ServiceSeries> all = new ArrayList<>();
        for (Body one : body.objects(name, required)) {
            Points points = Points.read(one.get("points"), one.field("points"), count);
            TimeSeries times = accepted(() -> points.series(one.field("points")));
            all.add(new ServiceSeries(one.text("service"), one.text("metric"), times));
        }
        return all;
    }

    /** {@code {"points":[[time,value],...],"horizon":n}}. */
    public static Predicted forecast(JsonNode json) {
        Body body = Body.of(json);
        Points points = Points.read(body.get("points"), "points", new Points.Count());
        int horizon = body.whole("horizon", 1, Forecasts.HORIZON_LIMIT);
        Forecast forecast = accepted(() -> Forecasts.of("points", points.series("points"), horizon));
        List<ForecastStep> steps = forecast.steps();
        return new Predicted(
                steps.stream().map(step -> step.time().getEpochSecond()).toList(),
                steps.stream().map(ForecastStep::mean).toList(),
                List.of(
                        new Interval(
                                0.8,
                                steps.stream().map(ForecastStep::low80).toList(),
                                steps.stream().map(ForecastStep::high80).toList()),
                        new Interval(
                                0.95,
                                steps.stream().map(ForecastStep::low95).toList(),
                                steps.stream().map(ForecastStep::high95).toList())),
                forecast.season(),
                forecast.blend(),
                forecast.evidence());
    }

    /** What the arithmetic refuses is the caller's mistake. */
    private static <T> T accepted(Supplier<T> computation) {
        try {
            return computation.get();
        } catch (RefusedInput refused) {
            String message = refused.getMessage();
            throw ProblemException.invalid(
                    refused.field(),
                    message.startsWith(refused.field())
                            ? message.substring(refused.field().length()).strip()
                            : message);
        }
    }
}
