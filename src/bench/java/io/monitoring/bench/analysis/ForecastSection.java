package io.monitoring.bench.analysis;

import io.monitoring.analysis.TimeSeries;
import io.monitoring.analysis.forecast.Forecast;
import io.monitoring.analysis.forecast.ForecastStep;
import io.monitoring.analysis.forecast.Forecasts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Forecasts from several places of a series, held against what came: the NAB files, and made ones with a daily season, a
 * trend, a change of level and noise. An error is the symmetric one of M4, {@code 2 |y - f| / (|y| + |f|)}; the naive
 * forecast is the last value.
 */
final class ForecastSection implements Section {

    private static final int[] HORIZONS = {12, 48, 288};
    private static final double[] PLACES = {0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Sums over forecast values. */
    private static final class Tally {
        private double error;
        private double naiveError;
        private int within80;
        private int within95;
        private int values;
        private long nanos;
        private int forecasts;

        private void add(Tally other) {
            error += other.error / Math.max(1, other.values);
            naiveError += other.naiveError / Math.max(1, other.values);
            within80 += other.within80;
            within95 += other.within95;
            values += other.values;
            nanos += other.nanos;
            forecasts += other.forecasts;
        }
    }

    @Override
    public String name() {
        return "forecast";
    }

    /** Prints the table and the figures of {@code data/nab} and of the made series. */
    @Override
    public void run(Path data) throws IOException {
        PrintStream out = System.out;
        Map<String, List<TimeSeries>> groups = new LinkedHashMap<>(nab(data.resolve("nab/data")));
        groups.put("made", made());
        out.println("| series | steps ahead | error / naive | within 80 % | within 95 % | ms a forecast |");
        out.println("|---|---|---|---|---|---|");
        Tally all = new Tally();
        for (Map.Entry<String, List<TimeSeries>> group : groups.entrySet()) {
            for (int horizon : HORIZONS) {
                Tally tally = new Tally();
                group.getValue().forEach(series -> tally.add(measured(series, horizon)));
                all.add(normalised(tally, group.getValue().size()));
                out.printf(
                        "| %s (%d) | %d | %.3f | %.3f | %.3f | %.1f |%n",
                        group.getKey(),
                        group.getValue().size(),
                        horizon,
                        tally.error / tally.naiveError,
                        (double) tally.within80 / tally.values,
                        (double) tally.within95 / tally.values,
                        tally.nanos / 1e6 / tally.forecasts);
            }
        }
        out.printf("figure forecast_smape_vs_naive %.3f ratio%n", all.error / all.naiveError);
        out.printf("figure forecast_interval_coverage %.3f ratio%n", (double) all.within95 / all.values);
        out.printf("figure forecast_interval_coverage_80 %.3f ratio%n", (double) all.within80 / all.values);
    }

    /** A series counts once, however many points it has. */
    private static Tally normalised(Tally tally, int series) {
        Tally sums = new Tally();
        sums.error = tally.error * tally.values;
        sums.naiveError = tally.naiveError * tally.values;
        sums.within80 = tally.within80;
        sums.within95 = tally.within95;
        sums.values = tally.values;
        if (series == 0) {
            throw new IllegalArgumentException("no series");
        }
        return sums;
    }

    private static Tally measured(TimeSeries series, int horizon) {
        Tally tally = new Tally();
        for (double place : PLACES) {
            int cut = (int) (series.size() * place);
            TimeSeries history = part(series, 0, cut);
            long begin = System.nanoTime();
            Forecast forecast = Forecasts.of("series", history, horizon);
            tally.nanos += System.nanoTime() - begin;
            tally.forecasts++;
            long half = Math.max(1, history.step().toSeconds() / 2);
            double last = history.value(cut - 1);
            for (ForecastStep step : forecast.steps()) {
                long time = step.time().getEpochSecond();
                int index = series.firstAtOrAfter(time - half);
                if (index >= series.size() || series.seconds(index) > time + half) {
                    continue;
                }
                double value = series.value(index);
                tally.values++;
                tally.error += symmetric(value, step.mean());
                tally.naiveError += symmetric(value, last);
                tally.within80 += step.low80() <= value && value <= step.high80() ? 1 : 0;
                tally.within95 += step.low95() <= value && value <= step.high95() ? 1 : 0;
            }
        }
        return tally;
    }

    private static double symmetric(double value, double forecast) {
        double size = Math.abs(value) + Math.abs(forecast);
        return size == 0 ? 0 : 2 * Math.abs(value - forecast) / size;
    }

    private static TimeSeries part(TimeSeries series, int from, int to) {
        long[] seconds = new long[to - from];
        Arrays.setAll(seconds, i -> series.seconds(from + i));
        return TimeSeries.of("points", seconds, Arrays.copyOfRange(series.values(), from, to));
    }

    private static Map<String, List<TimeSeries>> nab(Path folder) throws IOException {
        Map<String, List<TimeSeries>> groups = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            List<String[]> rows = Files.readAllLines(file).stream()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(",", -1))
                    .toList();
            groups.computeIfAbsent(file.getParent().getFileName().toString(), any -> new ArrayList<>())
                    .add(TimeSeries.of(
                            "points",
                            rows.stream()
                                    .mapToLong(row -> LocalDateTime.parse(row[0].substring(0, 19), TIME)
                                            .toEpochSecond(ZoneOffset.UTC))
                                    .toArray(),
                            rows.stream()
                                    .mapToDouble(row -> Double.parseDouble(row[1]))
                                    .toArray()));
        }
        return groups;
    }

    /** Ten days at five minutes: season, season and trend, season and a new level in the middle, and a noisy trend. */
    private static List<TimeSeries> made() {
        Random random = new Random(20261124);
        List<TimeSeries> series = new ArrayList<>();
        for (int kind = 0; kind < 8; kind++) {
            double season = kind == 3 || kind == 7 ? 0 : 30;
            double trend = kind % 2 == 1 ? 0.02 : 0;
            double jump = kind % 4 == 2 ? 60 : 0;
            double noise = kind < 4 ? 3 : 12;
            int size = 2_880;
            long[] seconds = new long[size];
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                seconds[i] = 1_700_000_000L + 300L * i;
                values[i] = 100
                        + season * Math.sin(2 * Math.PI * i / 288)
                        + trend * i
                        + (i > 1_300 ? jump : 0)
                        + noise * random.nextGaussian();
            }
            series.add(TimeSeries.of("points", seconds, values));
        }
        return series;
    }
}
