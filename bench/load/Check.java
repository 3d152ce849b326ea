import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what was acknowledged is there: the count of every service, and each point of one of them. */
final class Check {

    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");
    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");
    private static final Pattern POINT = Pattern.compile("\"metric_type\":\"([^\"]+)\",\"value\":([-+0-9.eE]+),"
            + "\"timestamp\":\"([^\"]+)\",\"labels\":\\{\"host\":\"([^\"]+)\"\\}");
    private static final Pattern STORED_REQUESTS =
            Pattern.compile("(?m)^http_server_requests_seconds_count\\{(.*)\\} (\\S+)$");

    private final Servers servers;

    Check(Servers servers) {
        this.servers = servers;
    }

    /** All points of a service, from its aggregates. */
    long count(String service) throws IOException, InterruptedException {
        Instant now = Instant.now();
        String rows = servers.get(
                Servers.OURS,
                "/metrics/aggregate?period=PT1H&stats=count&service=" + service + "&from="
                        + now.minus(Duration.ofHours(3)) + "&to=" + now.plus(Duration.ofHours(1)));
        long count = 0;
        Matcher each = COUNT.matcher(rows.substring(0, rows.indexOf("],\"count\"")));
        while (each.find()) {
            count += Long.parseLong(each.group(1));
        }
        return count;
    }

    /** The points of one service, page by page; fails when one is there twice. */
    Set<String> points(String service) throws IOException, InterruptedException {
        Set<String> points = new HashSet<>();
        String cursor = "";
        while (cursor != null) {
            String page = servers.get(
                    Servers.OURS,
                    "/metrics?limit=1000&service=" + service + "&to="
                            + Instant.now().plus(Duration.ofMinutes(10)) + cursor);
            Matcher each = POINT.matcher(page);
            while (each.find()) {
                long time = Instant.parse(each.group(3)).toEpochMilli();
                if (!points.add(Bodies.text(each.group(1), each.group(4), time, Double.parseDouble(each.group(2))))) {
                    throw new IllegalStateException("stored twice: " + each.group());
                }
            }
            Matcher next = CURSOR.matcher(page);
            cursor = next.find() ? "&cursor=" + URLEncoder.encode(next.group(1), StandardCharsets.UTF_8) : null;
        }
        return points;
    }

    /**
     * How many POST /metrics the application itself counts, of status 201 or of all others but RESET: those whose client
     * was gone before the answer.
     */
    long posts(boolean created) throws IOException, InterruptedException {
        long count = 0;
        Matcher each = STORED_REQUESTS.matcher(servers.get(Servers.OURS, "/q/metrics"));
        while (each.find()) {
            String tags = each.group(1);
            if (tags.contains("method=\"POST\"")
                    && !tags.contains("status=\"RESET\"")
                    && created == tags.contains("status=\"201\"")) {
                count += (long) Double.parseDouble(each.group(2));
            }
        }
        return count;
    }

    /** All imported points that VictoriaMetrics knows of. */
    long victoria() throws IOException, InterruptedException {
        servers.get(Servers.VICTORIA, "/internal/force_flush");
        String query = "sum(count_over_time({service=~\"bulk.*\"}[2h]))";
        String answer = servers.get(
                Servers.VICTORIA,
                "/api/v1/query?nocache=1&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&time="
                        + Instant.now().plus(Duration.ofMinutes(20)).getEpochSecond());
        Matcher value = Pattern.compile("\"value\":\\[[^,]+,\"(\\d+)\"\\]").matcher(answer);
        return value.find() ? Long.parseLong(value.group(1)) : 0;
    }

    boolean bulk(Bodies bodies) throws IOException, InterruptedException {
        long sent = 0;
        long stored = 0;
        for (Map.Entry<String, Long> service : bodies.points().entrySet()) {
            long here = count(service.getKey());
            sent += service.getValue();
            stored += here;
            if (here != service.getValue()) {
                System.out.printf("  %s: %,d acknowledged, %,d there%n", service.getKey(), service.getValue(), here);
            }
        }
        boolean same = points(Bodies.SAMPLED).equals(bodies.sampled());
        System.out.printf(
                "acknowledged in bulk: %,d points, there: %,d; the %,d of one service read back: %s%n",
                sent, stored, bodies.sampled().size(), same ? "equal" : "DIFFERENT");
        if (servers.has(Servers.VICTORIA)) {
            System.out.printf("VictoriaMetrics has %,d%n", victoria());
        }
        return same && sent == stored;
    }
}
