package io.monitoring.store.format;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.PointCodec.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prints the codec's sizes and speeds: {@code java -cp ... io.monitoring.store.format.CodecBench [sizes|speed]}. */
final class CodecBench {

    private static final Path NAB = Path.of("/work/shared/bench/nab/data/realAWSCloudwatch");

    private CodecBench() {}

    public static void main(String[] arguments) throws IOException {
        String what = arguments.length == 0 ? "all" : arguments[0];
        if (!what.equals("speed")) {
            sizes();
            nab();
            rollups();
        }
        if (!what.equals("sizes")) {
            chunk();
            speed("50 x 100", new SyntheticFleet(3).points(5, 100));
            speed("50 x 360", new SyntheticFleet(3).points(5, 360));
            speed("50 x 10", new SyntheticFleet(3).points(5, 10));
            speed("50 x 1", new SyntheticFleet(3).points(5, 1));
            for (int metric : new int[] {0, 2, 5}) {
                speed(
                        "1 x 5000, metric " + metric,
                        List.of(new SyntheticFleet(3).points(1, 5000).get(metric)));
            }
        }
    }

    private static void sizes() {
        for (int points : new int[] {1, 10, 100, 360}) {
            int fast = 0;
            int dense = 0;
            for (int seed = 0; seed < 20; seed++) {
                var fleet = new SyntheticFleet(seed).points(5, points);
                fast += PointCodec.encode(fleet, Effort.FAST).length;
                dense += PointCodec.encode(fleet, Effort.DENSE).length;
            }
            System.out.printf(
                    "synthetic 50 x %d: FAST %d bytes, DENSE %d bytes = %.3f bytes/point%n",
                    points, fast / 20, dense / 20, dense / 20.0 / 50 / points);
        }
        for (int metric = 0; metric < 10; metric++) {
            var fleet = new SyntheticFleet(1).points(5, 360).subList(metric * 5, metric * 5 + 5);
            System.out.printf(
                    "  %s: %.3f bytes/point%n",
                    fleet.get(0).key().metric(), PointCodec.encode(fleet, Effort.DENSE).length / 1800.0);
        }
    }

    /** Each file's values in order, at 10 s, by the hour: one document a file and hour, and all files of an hour in one. */
    private static void nab() throws IOException {
        double sum = 0;
        List<List<SeriesPoints>> hours = new ArrayList<>();
        List<Path> files;
        try (var listing = Files.list(NAB)) {
            files = listing.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            double[] values = NabFile.values(file);
            long bytes = 0;
            int points = 0;
            for (int hour = 0; (hour + 1) * 360 <= values.length; hour++) {
                SeriesPoints series = NabFile.hour(file, values, hour);
                bytes += PointCodec.encode(List.of(series), Effort.DENSE).length;
                points += 360;
                if (hours.size() <= hour) {
                    hours.add(new ArrayList<>());
                }
                hours.get(hour).add(series);
            }
            sum += (double) bytes / points;
            System.out.printf("%-45s %.3f bytes/point%n", file.getFileName(), (double) bytes / points);
        }
        System.out.printf("mean of files, a document each: %.3f bytes/point%n", sum / files.size());
        long bytes = 0;
        long points = 0;
        for (var hour : hours) {
            bytes += PointCodec.encode(hour, Effort.DENSE).length;
            points += hour.size() * 360L;
        }
        System.out.printf("all files of an hour in one document: %.3f bytes/point%n", (double) bytes / points);
    }

    private static void rollups() {
        var fleet = RollupFixtures.minutes(new SyntheticFleet(1).points(5, 360));
        System.out.printf("roll-ups, 50 series x 60 minutes: %d bytes%n", RollupCodec.encode(fleet).length);
        for (int metric = 0; metric < 10; metric++) {
            System.out.printf(
                    "  %s, one series: %d bytes%n",
                    fleet.get(metric * 5).key().metric(), RollupCodec.encode(List.of(fleet.get(metric * 5))).length);
        }
    }

    private static void speed(String name, List<SeriesPoints> series) {
        int points = series.stream().mapToInt(SeriesPoints::size).sum();
        for (Effort effort : Effort.values()) {
            byte[] data = PointCodec.encode(series, effort);
            double encode = millionsPerSecond(points, () -> PointCodec.encode(series, effort).length);
            double decode = millionsPerSecond(points, () -> PointCodec.decode(SyntheticFleet.SERVICE, data)
                    .size());
            System.out.printf(
                    "%-22s %-5s %6d bytes: encode %6.2f, decode %6.2f Mpoints/s%n",
                    name, effort, data.length, encode, decode);
        }
    }

    /** One series of 200 with an hour of points each; a document of their roll-ups. */
    private static void chunk() {
        var fleet = new SyntheticFleet(3).points(20, 360);
        byte[] data = PointCodec.encode(fleet, Effort.DENSE);
        SeriesKey wanted = fleet.get(117).key();
        double all = millionsPerSecond(
                72_000, () -> PointCodec.decode(SyntheticFleet.SERVICE, data).size());
        double one = millionsPerSecond(72_000, () -> PointCodec.decode(SyntheticFleet.SERVICE, data, wanted::equals)
                .size());
        System.out.printf(
                "chunk of 200 x 360, %d bytes: decode all %.0f us, one series %.0f us%n",
                data.length, 72_000 / all, 72_000 / one);
        var rollups = RollupFixtures.minutes(fleet);
        byte[] rows = RollupCodec.encode(rollups);
        System.out.printf(
                "roll-ups of 200 x 60 rows, %d bytes: encode %.2f, decode %.2f million rows/s%n",
                rows.length,
                millionsPerSecond(12_000, () -> RollupCodec.encode(rollups).length),
                millionsPerSecond(12_000, () -> RollupCodec.decode(SyntheticFleet.SERVICE, rows)
                        .size()));
    }

    private static double millionsPerSecond(int points, java.util.function.IntSupplier work) {
        double best = 0;
        int sink = 0;
        for (int round = 0; round < 8; round++) {
            int times = Math.max(1, 1_500_000 / (points + 500));
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                sink += work.getAsInt();
            }
            best = Math.max(best, points * (double) times * 1e3 / (System.nanoTime() - start));
        }
        return sink == 42 ? 0 : best;
    }
}
