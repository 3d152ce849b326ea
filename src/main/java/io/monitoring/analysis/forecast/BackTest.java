package io.monitoring.analysis.forecast;

import io.monitoring.analysis.Robust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * Tries methods on the end of a history: from several origins each forecasts values that are known. Methods that did about
 * as well as the best are blended (by the absolute and the symmetric relative error, each against that of the last value:
 * the overall weighted average of the M4 competition, Makridakis et al. 2020), and the errors of the blend are how far off its next forecast is taken to be.
 */
final class BackTest {

    private static final int ORIGINS = 10;
    /** A method with a quarter more than the error of the best one has nothing to add. */
    private static final double WORSE = 1.25;
    /** The weight falls with this power of the error: a tenth more error, half of the weight. */
    private static final int POWER = 8;

    private final double[] history;
    private final int reach;
    private final int[] origins;
    private final Map<Method, Double> weights = new LinkedHashMap<>();
    private double[][] errors;
    private double error;
    private double naiveError;

    BackTest(double[] history, int horizon, List<Method> methods) {
        this.history = history;
        this.reach = Math.max(1, Math.min(horizon, history.length / 4));
        int fewest = Math.max(2, history.length / 2 - reach);
        int room = history.length - reach - fewest;
        int count = Math.max(1, Math.min(ORIGINS, room + 1));
        // Spread over up to five horizons, so that they see more than one hour of the day.
        int span = Math.min(room, Math.max(count - 1, 5 * reach));
        this.origins = IntStream.range(0, count)
                .map(i -> history.length - reach - (count == 1 ? 0 : (int) ((long) span * i / (count - 1))))
                .toArray();
        run(methods);
    }

    private void run(List<Method> methods) {
        List<Method> able = methods.stream()
                .filter(method -> method.needs() <= origins[origins.length - 1])
                .toList();
        Map<Method, double[][]> forecasts = new LinkedHashMap<>();
        Map<Method, Double> absolute = new LinkedHashMap<>();
        Map<Method, Double> relative = new LinkedHashMap<>();
        for (Method method : able) {
            double[][] forecast = new double[origins.length][];
            for (int i = 0; i < origins.length; i++) {
                forecast[i] = method.continued(Arrays.copyOf(history, origins[i]), reach);
            }
            forecasts.put(method, forecast);
            absolute.put(method, error(forecast, (value, expected) -> Math.abs(value - expected)));
            relative.put(method, error(forecast, BackTest::symmetric));
        }
        naiveError = absolute.get(Level.LAST);
        Map<Method, Double> scores = new LinkedHashMap<>();
        able.forEach(method -> scores.put(
                method,
                ratio(absolute.get(method), naiveError) + ratio(relative.get(method), relative.get(Level.LAST))));
        double best =
                scores.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double scale = scores.entrySet().stream()
                .filter(entry -> entry.getValue() <= WORSE * best)
                .mapToDouble(entry -> weight(entry.getValue(), best))
                .sum();
        scores.entrySet().stream()
                .filter(entry -> entry.getValue() <= WORSE * best)
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .forEach(entry -> weights.put(entry.getKey(), weight(entry.getValue(), best) / scale));
        double[][] blended = new double[origins.length][reach];
        weights.forEach((method, weight) -> {
            for (int i = 0; i < origins.length; i++) {
                for (int lead = 0; lead < reach; lead++) {
                    blended[i][lead] += weight * forecasts.get(method)[i][lead];
                }
            }
        });
        errors = blended;
        for (int i = 0; i < origins.length; i++) {
            for (int lead = 0; lead < reach; lead++) {
                errors[i][lead] = Math.abs(history[origins[i] + lead] - blended[i][lead]);
            }
        }
        error = Arrays.stream(errors).flatMapToDouble(Arrays::stream).average().orElse(0);
    }

    private static double weight(double error, double best) {
        return best == 0 ? 1 : Math.pow(best / error, POWER);
    }

    private static double symmetric(double value, double expected) {
        double size = Math.abs(value) + Math.abs(expected);
        return size == 0 ? 0 : 2 * Math.abs(value - expected) / size;
    }

    private static double ratio(double error, double naive) {
        return naive > 0 ? error / naive : error > 0 ? Double.MAX_VALUE / 4 : 0;
    }

    private double error(double[][] forecast, DoubleBinaryOperator loss) {
        double sum = 0;
        for (int i = 0; i < origins.length; i++) {
            for (int lead = 0; lead < reach; lead++) {
                sum += loss.applyAsDouble(history[origins[i] + lead], forecast[i][lead]);
            }
        }
        return sum / origins.length / reach;
    }

    Map<Method, Double> weights() {
        return weights;
    }

    int origins() {
        return origins.length;
    }

    /** Mean absolute error of the blend. */
    double error() {
        return error;
    }

    /** Mean absolute error of the last value. */
    double naiveError() {
        return naiveError;
    }

    double[] forecast(int horizon) {
        double[] mean = new double[horizon];
        weights.forEach((method, weight) -> {
            double[] continued = method.continued(history, horizon);
            for (int i = 0; i < horizon; i++) {
                mean[i] += weight * continued[i];
            }
        });
        return mean;
    }

    /**
     * Half widths of the intervals that hold a value with the given probability, one a lead: quantiles of the errors at
     * about that lead (half to twice it), never narrower than at the lead before; beyond the leads that were tried they
     * grow with the square root, as a random walk's do.
     */
    double[] widths(int horizon, double probability) {
        double[] widths = new double[horizon];
        double widest = 0;
        for (int lead = 0; lead < horizon; lead++) {
            if (lead < reach) {
                widest = Math.max(widest, quantile(lead, probability));
                widths[lead] = widest;
            } else {
                widths[lead] = widest * Math.sqrt((lead + 1.0) / reach);
            }
        }
        return widths;
    }

    private double quantile(int lead, double probability) {
        int from = (lead + 1) / 2;
        int to = Math.min(reach, 2 * lead + 2);
        List<Double> near = new ArrayList<>();
        for (double[] one : errors) {
            for (int i = from; i < to; i++) {
                near.add(one[i]);
            }
        }
        // Of n errors the next one is below the k-th smallest with probability k / (n + 1).
        double adjusted = Math.min(1, probability * (near.size() + 1) / near.size());
        return Robust.quantile(near.stream().mapToDouble(Double::doubleValue).toArray(), adjusted);
    }
}
