package io.monitoring.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestSeries;
import io.monitoring.ingest.batch.TestLimits;
import io.monitoring.series.SeriesKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any valid request gives back each of its points, under its index, whichever form it comes in. */
class IngestRoundTripTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final IngestParser PARSER = new IngestParser(TestLimits.DEFAULT, TestLimits.RETENTION);

    private record Point(SeriesKey key, long time, double value, String metadata) {}

    private enum Form {
        ARRAY,
        METRICS,
        LINES,
        SERIES
    }

    @Property(tries = 1000)
    void givesBackEveryPoint(@ForAll long seed, @ForAll Form form, @ForAll @IntRange(min = 1, max = 120) int count) {
        var random = new Random(seed);
        List<Point> points = points(random, count, form);

        IngestBatch batch = PARSER.parse(
                write(points, form, random).getBytes(StandardCharsets.UTF_8),
                form == Form.LINES ? IngestFormat.NDJSON : IngestFormat.JSON,
                NOW);

        assertThat(batch.rejections()).isEmpty();
        assertThat(batch.accepted()).isEqualTo(count);
        assertThat(byIndex(batch)).isEqualTo(points);
        assertThat(batch.series()).extracting(s -> s.points().key()).doesNotHaveDuplicates();
    }

    private static List<Point> byIndex(IngestBatch batch) {
        var found = new TreeMap<Integer, Point>();
        for (IngestSeries series : batch.series()) {
            var points = series.points();
            for (int i = 0; i < points.size(); i++) {
                found.put(
                        series.indexes().at(i),
                        new Point(points.key(), points.time(i), points.value(i), points.metadata(i)));
            }
        }
        assertThat(found.lastKey()).isEqualTo(batch.accepted() - 1);
        return List.copyOf(found.values());
    }

    private static List<Point> points(Random random, int count, Form form) {
        var points = new ArrayList<Point>();
        while (points.size() < count) {
            SeriesKey key = key(random);
            int run = Math.min(count - points.size(), 1 + random.nextInt(5));
            for (int i = 0; i < run; i++) {
                long time = NOW.toEpochMilli() - random.nextInt(1_000_000_000);
                points.add(new Point(key, time, value(random), form == Form.SERIES ? null : metadata(random)));
            }
        }
        return points;
    }

    private static SeriesKey key(Random random) {
        var labels = new TreeMap<String, String>();
        String[] values = {"", "a", "caf\u00e9", "\ud83d\ude00 \"quoted\" \\ back", "x".repeat(256), "\u4e2d\u6587"};
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.put("label/" + random.nextInt(5), values[random.nextInt(values.length)]);
        }
        return SeriesKey.of("service-" + random.nextInt(2), "metric." + random.nextInt(2), labels);
    }

    private static double value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(1000);
            case 1 -> Math.round(random.nextDouble() * 1e5) / 100.0;
            case 2 -> random.nextLong();
            case 3 -> random.nextGaussian() * 1e-7;
            case 4 -> -0.0;
            default -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(any) ? any : 1;
            }
        };
    }

    private static String metadata(Random random) {
        String[] texts = {
            "{\"trace\":\"abc\",\"n\":[1,2.50,1e400]}",
            "\"text with  spaces\"",
            "12345678901234567890123",
            "true",
            "[]",
            "{\"\\u00e9\":null}"
        };
        return random.nextInt(3) > 0 ? null : texts[random.nextInt(texts.length)];
    }

    private static String write(List<Point> points, Form form, Random random) {
        if (form == Form.SERIES) {
            return "{" + space(random) + "\"series\"" + space(random) + ":" + space(random) + "["
                    + series(points, random) + "]" + space(random) + "}";
        }
        List<String> texts = points.stream().map(p -> point(p, form, random)).toList();
        return switch (form) {
            case ARRAY -> "[" + String.join(",", texts) + "]" + space(random);
            case METRICS -> "{\"metrics\":[" + String.join(", ", texts) + "]}";
            case LINES -> String.join("\n", texts) + (random.nextBoolean() ? "\n" : "");
            case SERIES -> throw new IllegalStateException();
        };
    }

    /** Points of one series that stand together make one object; a series may come again. */
    private static String series(List<Point> points, Random random) {
        var objects = new ArrayList<String>();
        for (int from = 0, to; from < points.size(); from = to) {
            Point first = points.get(from);
            to = from;
            var times = new ArrayList<String>();
            var values = new ArrayList<String>();
            while (to < points.size() && points.get(to).key().equals(first.key())) {
                times.add(space(random) + time(points.get(to).time(), random) + space(random));
                values.add(space(random) + number(points.get(to).value(), random) + space(random));
                to++;
            }
            objects.add(object(
                    List.of(identity(first.key(), random), "\"timestamps\":" + times, "\"values\":" + values), random));
        }
        return String.join(space(random) + ",", objects);
    }

    private static String point(Point point, Form form, Random random) {
        var fields = new ArrayList<>(List.of(
                identity(point.key(), random),
                "\"value\":" + number(point.value(), random),
                "\"timestamp\":" + time(point.time(), random)));
        if (point.metadata() != null) {
            fields.add("\"metadata\": " + point.metadata());
        }
        String text = object(fields, random);
        return form == Form.LINES ? text.replace("\n", " ") : text;
    }

    private static String object(List<String> fields, Random random) {
        var shuffled = new ArrayList<>(fields);
        Collections.shuffle(shuffled, random);
        return "{" + space(random) + String.join(space(random) + "," + space(random), shuffled) + space(random) + "}";
    }

    private static String identity(SeriesKey key, Random random) {
        var labels = new ArrayList<>(key.labels().entrySet());
        Collections.shuffle(labels, random);
        return "\"service_name\":\"" + key.service() + "\",\"metric_type\":\"" + key.metric() + "\",\"labels\":{"
                + labels.stream()
                        .map(Map.Entry.class::cast)
                        .map(label -> quoted(label.getKey()) + ":" + quoted(label.getValue()))
                        .collect(Collectors.joining(","))
                + "}";
    }

    private static String quoted(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\u00e9", "\\u00E9") + '"';
    }

    private static String time(long time, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Long.toString(time);
            case 1 -> "\"" + time + "\"";
            case 2 ->
                time % 1000 == 0
                        ? Long.toString(time / 1000)
                        : BigDecimal.valueOf(time, 3).toString();
            default -> '"' + Instant.ofEpochMilli(time).toString() + '"';
        };
    }

    private static String number(double value, Random random) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15 && !(value == 0 && 1 / value < 0);
        return whole && random.nextBoolean() ? Long.toString((long) value) : Double.toString(value);
    }

    private static String space(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> " ";
            case 1 -> "\n\t ";
            default -> "";
        };
    }
}
