package io.monitoring.analysis.forecast;

import io.monitoring.analysis.Decimal;
import io.monitoring.analysis.Evidence;
import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Forecasts a series by the blend of methods that would have done best on its end. */
public final class Forecasts {

    /** The most steps ahead. */
    public static final int HORIZON_LIMIT = 2_000;

    private Forecasts() {}

    /**
     * The next {@code horizon} values, at the median distance of the points. A series that was never below zero (above
     * it) is not forecast to be.
     *
     * @param name what the evidence calls the series
     * @throws RefusedInput for fewer than two points, which have no distance, or a horizon outside 1 to
     *     {@link #HORIZON_LIMIT}
     */
    public static Forecast of(String name, TimeSeries series, int horizon) {
        if (series.size() < 2) {
            throw new RefusedInput("points", "must be two or more");
        }
        if (horizon < 1 || horizon > HORIZON_LIMIT) {
            throw new RefusedInput("horizon", "must be from 1 to " + HORIZON_LIMIT);
        }
        Regular regular = Regular.of(series);
        List<Integer> seasons = Seasons.of(regular.values(), regular.step());
        BackTest test = new BackTest(regular.values(), horizon, methods(seasons));
        return new Forecast(
                steps(regular, test, horizon),
                Duration.ofSeconds(season(test) * regular.step()),
                blend(test),
                evidence(name, series, test, regular));
    }

    private static List<Method> methods(List<Integer> seasons) {
        List<Method> methods = new ArrayList<>(List.of(Level.values()));
        for (int period : seasons) {
            methods.add(new SeasonalNaive(period));
            methods.add(new Seasonal(period, Level.MEDIAN));
            methods.add(new Seasonal(period, Level.MEAN));
            methods.add(new Seasonal(period, Level.LINE));
            methods.add(new Seasonal(period, Level.SMOOTHED));
            methods.add(new Seasonal(period, Level.DAMPED));
            methods.add(new Seasonal(period, Level.THETA));
        }
        return methods;
    }

    private static List<ForecastStep> steps(Regular regular, BackTest test, int horizon) {
        double[] mean = test.forecast(horizon);
        double[] narrow = test.widths(horizon, 0.8);
        double[] wide = test.widths(horizon, 0.95);
        double low = IntStream.range(0, regular.values().length)
                        .mapToDouble(i -> regular.values()[i])
                        .allMatch(value -> value >= 0)
                ? 0
                : Double.NEGATIVE_INFINITY;
        double high = IntStream.range(0, regular.values().length)
                        .mapToDouble(i -> regular.values()[i])
                        .allMatch(value -> value <= 0)
                ? 0
                : Double.POSITIVE_INFINITY;
        List<ForecastStep> steps = new ArrayList<>(horizon);
        for (int i = 0; i < horizon; i++) {
            double wider = Math.max(narrow[i], wide[i]);
            steps.add(new ForecastStep(
                    Instant.ofEpochSecond(regular.last() + (i + 1) * regular.step()),
                    bounded(mean[i], low, high),
                    bounded(mean[i] - narrow[i], low, high),
                    bounded(mean[i] + narrow[i], low, high),
                    bounded(mean[i] - wider, low, high),
                    bounded(mean[i] + wider, low, high)));
        }
        return steps;
    }

    private static double bounded(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    /** Of the heaviest seasonal method, when they have most of the weight. */
    private static long season(BackTest test) {
        Map<Integer, Double> byPeriod = new LinkedHashMap<>();
        test.weights().forEach((method, weight) -> byPeriod.merge(period(method), weight, Double::sum));
        return byPeriod.entrySet().stream()
                .max(Map.Entry.<Integer, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    private static int period(Method method) {
        if (method instanceof Seasonal seasonal) {
            return seasonal.period();
        }
        return method instanceof SeasonalNaive naive ? naive.period() : 0;
    }

    private static Map<String, Double> blend(BackTest test) {
        Map<String, Double> sums = new LinkedHashMap<>();
        test.weights().forEach((method, weight) -> sums.merge(method.name(), weight, Double::sum));
        Map<String, Double> sorted = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static Evidence evidence(String name, TimeSeries series, BackTest test, Regular regular) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("points", (double) series.size());
        numbers.put("step_seconds", (double) regular.step());
        numbers.put("origins", (double) test.origins());
        numbers.put("mean_absolute_error", test.error());
        numbers.put("mean_absolute_error_of_last_value", test.naiveError());
        String words = "Tried from %d places near the end of %s, it was off by %s on average, the last value by %s"
                .formatted(test.origins(), name, Decimal.of(test.error()), Decimal.of(test.naiveError()));
        return new Evidence(name, series.time(0), series.time(series.size() - 1), numbers, words);
    }
}
