import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Real input: each CSV file of a folder becomes a service, its rows become points, moved in time so that the last one is
 * now. Posted as NDJSON; then every point is read back page by page, and count and sum are compared. Points that were
 * answered 202 are in the queue: they are read again until they are stored.
 */
public final class Replay {

    private static final String USAGE =
            """
            usage: bench/replay [folder] [--url http://localhost:8080] [--wait 120]

              folder  CSV files with a heading and lines of timestamp,value
                      (../shared/bench/nab/data/realAWSCloudwatch)
              --url   where monitoring-api is (http://localhost:8080)
              --wait  for how many seconds without progress to wait for what is busy or still queued (120)

            exit 0: every point was read back; 1: some were not; 2: the replay could not be carried out""";

    private static final int BATCH = 2_000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    /** Too much at once, and not now: nothing of the request was stored. */
    private static final Set<Integer> SEND_AGAIN = Set.of(429, 503);

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSSSSS]");
    private static final Pattern VALUE = Pattern.compile("\"value\":([-+0-9.eE]+)");
    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Options options;
    private int again;

    private Replay(Options options) {
        this.options = options;
    }

    private record Row(Instant time, BigDecimal value) {}

    private record Total(long count, BigDecimal sum) {

        static final Total NONE = new Total(0, BigDecimal.ZERO);

        Total plus(Total other) {
            return new Total(count + other.count, sum.add(other.sum));
        }

        Total plus(double value) {
            return new Total(count + 1, sum.add(new BigDecimal(Double.toString(value))));
        }

        boolean equal(Total other) {
            return count == other.count && sum.compareTo(other.sum) == 0;
        }
    }

    /** What became of a file. */
    private static final class Service {
        final String name;
        Total sent = Total.NONE;
        Total read = Total.NONE;
        long queued;

        Service(String name) {
            this.name = name;
        }

        boolean complete() {
            return sent.equal(read);
        }
    }

    /** The replay could not be carried out; the message says why in a line. */
    private static final class Impossible extends Exception {
        private static final long serialVersionUID = 1L;

        Impossible(String message) {
            super(message);
        }
    }

    private record Options(Path folder, URI url, Duration patience) {

        static Options of(String[] arguments) throws Impossible {
            Path folder = null;
            URI url = URI.create("http://localhost:8080");
            Duration patience = Duration.ofSeconds(120);
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--url" -> url = url(value(arguments, ++i));
                    case "--wait" -> patience = seconds(value(arguments, ++i));
                    default -> {
                        if (arguments[i].startsWith("-") || folder != null) {
                            throw new Impossible("what is " + arguments[i] + "?\n" + USAGE);
                        }
                        folder = Path.of(arguments[i]);
                    }
                }
            }
            return new Options(
                    folder == null ? Path.of("../shared/bench/nab/data/realAWSCloudwatch") : folder, url, patience);
        }

        private static String value(String[] arguments, int index) throws Impossible {
            if (index >= arguments.length) {
                throw new Impossible(arguments[index - 1] + " needs a value\n" + USAGE);
            }
            return arguments[index];
        }

        private static URI url(String text) throws Impossible {
            try {
                URI url = URI.create(text.replaceFirst("/+$", ""));
                if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                // said below
            }
            throw new Impossible("--url must be an address such as http://localhost:8080, not " + text);
        }

        private static Duration seconds(String text) throws Impossible {
            try {
                return Duration.ofSeconds(Math.max(0, Integer.parseInt(text)));
            } catch (NumberFormatException e) {
                throw new Impossible("--wait must be a number of seconds, not " + text);
            }
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
            System.out.println(USAGE);
            return;
        }
        try {
            System.exit(new Replay(Options.of(arguments)).run() ? 0 : 1);
        } catch (Impossible e) {
            System.err.println("bench/replay: " + e.getMessage());
            System.exit(2);
        }
    }

    private boolean run() throws Impossible, InterruptedException {
        List<Path> files = files(options.folder());
        get("/health"); // nobody there is said before anything is read
        String run = Long.toString(System.currentTimeMillis(), 36); // each run has services of its own
        List<Service> services = new ArrayList<>();

        long started = System.nanoTime();
        for (Path file : files) {
            Service service =
                    new Service("replay-" + run + "/" + file.getFileName().toString().replaceFirst("\\.csv$", ""));
            services.add(service);
            post(service, rows(file), "[" + services.size() + "/" + files.size() + "] " + file.getFileName());
        }
        double posting = secondsSince(started);
        long sent = services.stream().mapToLong(service -> service.sent.count()).sum();
        long queued = services.stream().mapToLong(service -> service.queued).sum();
        System.out.printf("%,d points posted in %.1f s: %,.0f points/s", sent, posting, sent / posting);
        System.out.printf("; %,d were queued, %,d requests sent again%n", queued, again);

        long reading = System.nanoTime();
        readUntilWorkedOff(services);
        long read = services.stream().mapToLong(service -> service.read.count()).sum();
        String outcome = outcome(services);
        System.out.printf(
                "%d files, %,d points sent and %,d read back, in %.1f s: %s%n",
                files.size(), sent, read, posting + secondsSince(reading), outcome);
        System.out.println("figure replay_points_missing " + (sent - read) + " points");
        System.out.printf("figure replay_points_posted %.0f points/s%n", sent / posting);
        return outcome.equals(EQUAL);
    }

    private static final String EQUAL = "equal count and sum";

    private String outcome(List<Service> services) {
        if (services.stream().allMatch(Service::complete)) {
            return EQUAL;
        }
        boolean onlyQueued = services.stream()
                .filter(service -> !service.complete())
                .allMatch(service -> service.queued >= service.sent.count() - service.read.count()
                        && service.read.count() < service.sent.count());
        return onlyQueued
                ? "STILL QUEUED: no more were stored in " + options.patience().toSeconds()
                        + " s; they are not lost, see " + options.url() + "/health"
                : "DIFFERENT";
    }

    private static List<Path> files(Path folder) throws Impossible {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".csv"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            if (files.isEmpty()) {
                throw new Impossible("there are no .csv files in " + folder);
            }
            return files;
        } catch (IOException e) {
            throw new Impossible("there is no folder " + folder);
        }
    }

    private static List<Row> rows(Path file) throws Impossible {
        List<Row> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
                int comma = line.indexOf(',');
                Instant time =
                        LocalDateTime.parse(line.substring(0, comma), TIMESTAMP).toInstant(ZoneOffset.UTC);
                rows.add(new Row(time, new BigDecimal(line.substring(comma + 1))));
            }
        } catch (IOException | DateTimeParseException | NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new Impossible(
                    file + ": line " + (rows.size() + 2) + " is not timestamp,value (2014-02-14 14:30:00,0.132)");
        }
        if (rows.isEmpty()) {
            throw new Impossible(file + " has no rows");
        }
        return rows;
    }

    private void post(Service service, List<Row> rows, String label) throws Impossible, InterruptedException {
        Instant last = rows.stream().map(Row::time).max(Comparator.naturalOrder()).orElseThrow();
        Duration shift = Duration.between(last, Instant.now());
        long started = System.nanoTime();
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<Row> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
            var body = new StringBuilder();
            for (Row row : batch) {
                body.append("{\"service_name\":\"").append(service.name).append("\",\"metric_type\":\"value\",\"value\":");
                body.append(row.value()).append(",\"timestamp\":");
                body.append(row.time().plus(shift).toEpochMilli()).append("}\n");
            }
            HttpResponse<String> answer = send(request("/metrics")
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
            switch (answer.statusCode()) {
                case 201 -> {}
                case 202 -> service.queued += batch.size(); // safe, and stored when the database takes it
                default -> throw unexpected("POST /metrics", answer);
            }
            for (Row row : batch) {
                service.sent = service.sent.plus(row.value().doubleValue());
            }
            System.out.printf("\r%s: %,d of %,d points", label, service.sent.count(), rows.size());
            System.out.flush();
        }
        double seconds = secondsSince(started);
        System.out.printf(
                ", %.1f s, %,.0f points/s%s%n",
                seconds, rows.size() / seconds, service.queued > 0 ? ", " + service.queued + " queued" : "");
    }

    /** Only what was queued is read more than once: what was answered 201 is in the next answer. */
    private void readUntilWorkedOff(List<Service> services) throws Impossible, InterruptedException {
        for (int i = 0; i < services.size(); i++) {
            Service service = services.get(i);
            service.read = readBack(service.name);
            System.out.printf(
                    "[%d/%d] %,d of %,d points read back%s%n",
                    i + 1,
                    services.size(),
                    service.read.count(),
                    service.sent.count(),
                    service.complete() ? ", equal" : service.queued > 0 ? ", the rest is queued" : ": DIFFERENT");
        }
        long progress = System.nanoTime();
        while (secondsSince(progress) < options.patience().toSeconds()) {
            List<Service> waiting = services.stream()
                    .filter(service -> service.queued > 0 && !service.complete())
                    .toList();
            if (waiting.isEmpty()) {
                return;
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
            long missing = 0;
            for (Service service : waiting) {
                Total before = service.read;
                service.read = readBack(service.name);
                missing += service.sent.count() - service.read.count();
                if (!service.read.equal(before)) {
                    progress = System.nanoTime();
                }
            }
            System.out.printf("\rwaiting for the queue: %,d points are not stored yet   ", missing);
            System.out.flush();
            if (missing == 0) {
                System.out.println();
            }
        }
        System.out.println();
    }

    private Total readBack(String service) throws Impossible, InterruptedException {
        Total read = Total.NONE;
        String query = "/metrics?limit=1000&service=" + URLEncoder.encode(service, StandardCharsets.UTF_8);
        String cursor = "";
        while (cursor != null) {
            HttpResponse<String> answer = get(query + cursor);
            if (answer.statusCode() != 200) {
                throw unexpected("GET /metrics", answer);
            }
            Matcher values = VALUE.matcher(answer.body());
            while (values.find()) {
                read = read.plus(Double.parseDouble(values.group(1)));
            }
            Matcher next = CURSOR.matcher(answer.body());
            cursor = next.find() ? "&cursor=" + next.group(1) : null;
        }
        return read;
    }

    private HttpResponse<String> get(String path) throws Impossible, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(options.url() + path)).timeout(ANSWER_WITHIN);
    }

    /** Sends it again for as long as {@code --wait} says, when the answer says that this is what to do. */
    private HttpResponse<String> send(HttpRequest.Builder builder) throws Impossible, InterruptedException {
        HttpRequest request = builder.build();
        long started = System.nanoTime();
        while (true) {
            HttpResponse<String> answer = sendOnce(request);
            boolean health = request.uri().getPath().endsWith("/health"); // whatever it says, somebody is there
            if (health
                    || !SEND_AGAIN.contains(answer.statusCode())
                    || secondsSince(started) >= options.patience().toSeconds()) {
                return answer;
            }
            again++;
            Thread.sleep(Duration.ofSeconds(
                            answer.headers().firstValueAsLong("Retry-After").orElse(1))
                    .toMillis());
        }
    }

    private HttpResponse<String> sendOnce(HttpRequest request) throws Impossible, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new Impossible("nobody answers at " + options.url()
                    + " - start it with ./mvnw quarkus:dev, or say where it is with --url");
        } catch (HttpTimeoutException e) {
            throw new Impossible(options.url() + " did not answer within " + ANSWER_WITHIN.toSeconds() + " s");
        } catch (IOException e) {
            throw new Impossible(options.url() + " broke off the connection: " + e.getMessage());
        }
    }

    private static Impossible unexpected(String call, HttpResponse<String> answer) {
        return new Impossible(call + " answered " + answer.statusCode() + ": " + answer.body());
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
