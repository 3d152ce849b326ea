package io.monitoring.ingest;

import io.monitoring.ingest.batch.TestLimits;
import io.monitoring.ingest.json.IngestFormat;
import io.monitoring.ingest.json.IngestParser;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/**
 * Points a second of the parser on one core. Not a test. After {@code ./mvnw test-compile dependency:build-classpath
 * -Dmdep.outputFile=target/cp}: {@code java -cp target/classes:target/test-classes:$(cat target/cp)
 * io.monitoring.ingest.IngestBench [seconds]}.
 */
public final class IngestBench {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final int SERIES_POINTS = 5_000;
    private static final int ARRAY_POINTS = 50;

    /** Time on the processor, not on the clock: other builds share the machine. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final IngestParser parser = new IngestParser(TestLimits.DEFAULT, TestLimits.RETENTION);
    private final double seconds;
    private long checksum;

    private IngestBench(double seconds) {
        this.seconds = seconds;
    }

    public static void main(String[] args) {
        var bench = new IngestBench(args.length == 0 ? 3 : Double.parseDouble(args[0]));
        var random = new Random(1);
        for (int round = 0; round < 2; round++) {
            System.out.println(round == 0 ? "-- warming up" : "-- measured");
            bench.run("series, 5,000 points, 2 decimals", series(random, "%.2f"), SERIES_POINTS);
            bench.run("series, 5,000 points, integers", series(random, "%.0f"), SERIES_POINTS);
            bench.run("series, 5,000 points, 17 digits", series(random, null), SERIES_POINTS);
            bench.run("array, 50 points", array(ARRAY_POINTS, "1780315000000"), ARRAY_POINTS);
            bench.run("array, 50 points, RFC 3339", array(ARRAY_POINTS, "\"2026-06-01T11:59:00.123Z\""), ARRAY_POINTS);
            String lines = array(ARRAY_POINTS, "1780315000000").replace("},{\"serv", "}\n{\"serv");
            bench.run("lines, 50 points", lines.substring(1, lines.length() - 1), ARRAY_POINTS, IngestFormat.NDJSON);
            bench.run("single point", point(0, "1780315000000"), 1);
        }
        System.out.println("checksum " + bench.checksum);
    }

    private void run(String name, String body, int points) {
        run(name, body, points, IngestFormat.JSON);
    }

    private void run(String name, String body, int points, IngestFormat format) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long start = CPU.getCurrentThreadCpuTime();
        long end = start + (long) (seconds * 1e9);
        long requests = 0;
        long now = start;
        while (now < end) {
            for (int i = 0; i < Math.max(1, 1000 / points); i++) {
                checksum += parser.parse(bytes, format, NOW).accepted();
                requests++;
            }
            now = CPU.getCurrentThreadCpuTime();
        }
        double nanos = (double) (now - start) / requests;
        System.out.printf(
                Locale.ROOT,
                "%-34s %7d bytes  %10.2f us/request  %8.2f M points/s%n",
                name,
                bytes.length,
                nanos / 1000,
                points / nanos * 1000);
    }

    private static String series(Random random, String format) {
        var times = new StringBuilder();
        var values = new StringBuilder();
        for (int i = 0; i < SERIES_POINTS; i++) {
            String comma = i == 0 ? "" : ",";
            times.append(comma).append(1780310000000L + i * 1000L + random.nextInt(5));
            double value = random.nextDouble() * 1000;
            values.append(comma)
                    .append(format == null ? Double.toString(value) : String.format(Locale.ROOT, format, value));
        }
        return "{\"series\":[{\"service_name\":\"checkout\",\"metric_type\":\"latency_ms\",\"labels\":{\"host\":\"web-1\","
                + "\"region\":\"eu-west-1\"},\"timestamps\":[" + times + "],\"values\":[" + values + "]}]}";
    }

    private static String array(int points, String time) {
        var body = new StringBuilder("[");
        for (int i = 0; i < points; i++) {
            body.append(i == 0 ? "" : ",").append(point(i, time));
        }
        return body.append(']').toString();
    }

    private static String point(int i, String time) {
        return "{\"service_name\": \"checkout\", \"metric_type\": \"latency_ms\", \"value\": " + i
                + ".25, \"timestamp\": " + time + ", \"labels\": {\"host\": \"web-" + i % 5
                + "\", \"region\": \"eu-west-1\"}}";
    }
}
