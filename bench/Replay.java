import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Real input: each CSV file of a folder becomes a service, its rows become points, moved in time so that the last one is
 * now. Posted as NDJSON; then every point is read back page by page, and count and sum are compared.
 */
public final class Replay {

    private static final int BATCH = 2_000;
    private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(90);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSSSSS]");
    private static final Pattern VALUE = Pattern.compile("\"value\":([-+0-9.eE]+)");
    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;
    private boolean queued;

    private Replay(String url) {
        this.url = url;
    }

    private record Row(Instant time, BigDecimal value) {}

    private record Total(long count, BigDecimal sum) {
        Total plus(Total other) {
            return new Total(count + other.count, sum.add(other.sum));
        }

        boolean equal(Total other) {
            return count == other.count && sum.compareTo(other.sum) == 0;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of("../shared/bench/nab/data/realAWSCloudwatch");
        String url = "http://localhost:8080";
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--url")) {
                url = arguments[++i];
            } else {
                folder = Path.of(arguments[i]);
            }
        }
        System.exit(new Replay(url).run(folder) ? 0 : 1);
    }

    private boolean run(Path folder) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".csv"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
        String run = Long.toString(System.currentTimeMillis(), 36); // each run has services of its own
        Total sent = new Total(0, BigDecimal.ZERO);
        Total read = sent;
        boolean equal = true;
        long started = System.nanoTime();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            String service = "replay-" + run + "/" + file.getFileName().toString().replaceFirst("\\.csv$", "");
            Total sentHere = post(service, rows(file), "[" + (i + 1) + "/" + files.size() + "] " + file.getFileName());
            Total readHere = readBack(service);
            long giveUp = System.nanoTime() + QUEUE_PATIENCE.toNanos();
            while (queued && !sentHere.equal(readHere) && System.nanoTime() < giveUp) {
                Thread.sleep(1000);
                readHere = readBack(service);
            }
            queued = false;
            System.out.printf(
                    "  read back %,d points, sum %s: %s%n",
                    readHere.count(), readHere.sum().toPlainString(), sentHere.equal(readHere) ? "equal" : "DIFFERENT");
            equal &= sentHere.equal(readHere);
            sent = sent.plus(sentHere);
            read = read.plus(readHere);
        }
        System.out.printf(
                "%d files, %,d points sent and %,d read back in %.1f s: %s%n",
                files.size(),
                sent.count(),
                read.count(),
                (System.nanoTime() - started) / 1e9,
                equal ? "equal count and sum" : "DIFFERENT");
        System.out.println("figure replay_points_missing " + (sent.count() - read.count()) + " points");
        return equal && sent.count() > 0;
    }

    private static List<Row> rows(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            int comma = line.indexOf(',');
            Instant time =
                    LocalDateTime.parse(line.substring(0, comma), TIMESTAMP).toInstant(ZoneOffset.UTC);
            rows.add(new Row(time, new BigDecimal(line.substring(comma + 1))));
        }
        return rows;
    }

    private Total post(String service, List<Row> rows, String label) throws Exception {
        Instant last = rows.stream().map(Row::time).max(Comparator.naturalOrder()).orElseThrow();
        Duration shift = Duration.between(last, Instant.now());
        Total sent = new Total(0, BigDecimal.ZERO);
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<Row> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
            var body = new StringBuilder();
            for (Row row : batch) {
                body.append("{\"service_name\":\"").append(service).append("\",\"metric_type\":\"value\",\"value\":");
                body.append(row.value()).append(",\"timestamp\":");
                body.append(row.time().plus(shift).toEpochMilli()).append("}\n");
            }
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url + "/metrics"))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
            if (answer.statusCode() == 202) {
                queued = true; // safe, and stored when the database takes it: read back later
            } else if (answer.statusCode() != 201) {
                throw new IllegalStateException("POST answered " + answer.statusCode() + ": " + answer.body());
            }
            BigDecimal sum = batch.stream()
                    .map(row -> new BigDecimal(Double.toString(row.value().doubleValue())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            sent = sent.plus(new Total(batch.size(), sum));
            System.out.printf("\r%s: %,d of %,d points", label, sent.count(), rows.size());
            System.out.flush();
        }
        System.out.println();
        return sent;
    }

    private Total readBack(String service) throws Exception {
        Total read = new Total(0, BigDecimal.ZERO);
        String query = url + "/metrics?limit=1000&service=" + URLEncoder.encode(service, StandardCharsets.UTF_8);
        String cursor = "";
        while (cursor != null) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(query + cursor)));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("GET answered " + answer.statusCode() + ": " + answer.body());
            }
            Matcher values = VALUE.matcher(answer.body());
            while (values.find()) {
                read = read.plus(new Total(1, new BigDecimal(Double.toString(Double.parseDouble(values.group(1))))));
            }
            Matcher next = CURSOR.matcher(answer.body());
            cursor = next.find() ? "&cursor=" + next.group(1) : null;
        }
        return read;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
