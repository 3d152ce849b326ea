package io.monitoring.store.format;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Series of every kind that has ever broken a codec. Random from a seed, which jqwik chooses and shrinks. */
final class SeriesArbitraries {

    private static final String[] TEXTS = {
        "", "a", "host", "web-01", "日本語", "naïve", "\u0000", "😀", "\ud800", "x\udfffy", "/api/v1/orders", "\"\\\n"
    };
    private static final int VALUE_KINDS = 12;
    private static final int TIME_KINDS = 6;

    private SeriesArbitraries() {}

    static Arbitrary<List<SeriesPoints>> any() {
        return Arbitraries.randomValue(SeriesArbitraries::series);
    }

    static List<SeriesPoints> series(Random random) {
        List<SeriesPoints> all = new ArrayList<>();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            if (i > 0 && random.nextInt(8) == 0) {
                all.add(all.get(random.nextInt(i)));
            } else {
                all.add(series(random, size(random)));
            }
        }
        return all;
    }

    private static int size(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(3);
            case 1 -> 1;
            case 2 -> random.nextInt(700);
            default -> random.nextInt(60);
        };
    }

    private static SeriesPoints series(Random random, int size) {
        Map<String, String> labels = new java.util.TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.put(text(random), text(random));
        }
        SeriesPoints points = new SeriesPoints(SeriesKey.of(SyntheticFleet.SERVICE, text(random), labels), size);
        int valueKind = random.nextInt(VALUE_KINDS);
        int timeKind = random.nextInt(TIME_KINDS);
        boolean metadata = random.nextInt(4) == 0;
        double value = random.nextInt(1000);
        long time = SyntheticFleet.START;
        for (int i = 0; i < size; i++) {
            int kind = valueKind == VALUE_KINDS - 1 ? random.nextInt(VALUE_KINDS - 1) : valueKind;
            value = value(random, kind, value);
            time = time(random, timeKind, time);
            String text = metadata && random.nextBoolean() ? "{\"k\":\"" + text(random) + "\"}" : null;
            points.add(time, value, text);
        }
        return points;
    }

    private static String text(Random random) {
        return random.nextBoolean() ? TEXTS[random.nextInt(TEXTS.length)] : "metric_" + random.nextInt(5);
    }

    private static double value(Random random, int kind, double previous) {
        return switch (kind) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> SyntheticFleet.decimals(random.nextGaussian() * 100, random.nextInt(5));
            case 2 -> random.nextLong();
            case 3 -> previous + random.nextInt(50);
            case 4 -> previous;
            case 5 -> random.nextInt(10) == 0 ? random.nextDouble() * 1e9 : 0;
            case 6 -> random.nextBoolean() ? -0.0 : 0.0;
            case 7 -> Double.MIN_VALUE * random.nextInt(5);
            case 8 -> (random.nextInt(1000) / 10.0 + random.nextInt(1000) / 10.0) / 3;
            case 9 -> new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, -1}[random.nextInt(4)];
            default -> Math.nextUp(random.nextInt(10_000) / 100.0);
        };
    }

    private static long time(Random random, int kind, long previous) {
        return switch (kind) {
            case 0 -> previous + 10_000;
            case 1 -> previous + 10_000 + random.nextInt(50);
            case 2 -> previous;
            case 3 -> previous + random.nextInt(100_000) - 50_000;
            case 4 -> random.nextLong();
            default -> previous + 1_000L * random.nextInt(100);
        };
    }
}
