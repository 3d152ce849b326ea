package io.monitoring.bench.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.monitoring.analysis.TimeSeries;
import io.monitoring.analysis.cause.Dependency;
import io.monitoring.analysis.cause.Incident;
import io.monitoring.analysis.cause.ServiceSeries;
import io.monitoring.analysis.cause.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the PetShop data: a folder a kind of traffic, with normal operation, a graph, and faults of which the cause is known. */
public final class PetShop {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PetShop() {}

    /** A fault, and the service that was broken. */
    public record Case(String name, Incident incident, String truth) {}

    /** One kind of traffic. */
    public record Traffic(String name, List<Dependency> graph, Table normal, List<Case> cases) {}

    /** A metrics.csv: the times of its rows, and a column a series with NaN where there is no point. */
    public record Table(long[] seconds, List<Column> columns) {

        public record Column(String service, String metric, double[] values) {}

        /** The rows {@code from <= row < to}; with {@code outside}, all others. */
        List<ServiceSeries> rows(int from, int to, boolean outside) {
            return columns.stream()
                    .map(column -> {
                        int[] rows = IntStream.range(0, seconds.length)
                                .filter(row -> (row >= from && row < to) != outside)
                                .filter(row -> !Double.isNaN(column.values[row]))
                                .toArray();
                        return new ServiceSeries(
                                column.service,
                                column.metric,
                                TimeSeries.of(
                                        "points",
                                        Arrays.stream(rows)
                                                .mapToLong(row -> seconds[row])
                                                .toArray(),
                                        Arrays.stream(rows)
                                                .mapToDouble(row -> column.values[row])
                                                .toArray()));
                    })
                    .toList();
        }

        List<ServiceSeries> all() {
            return rows(0, seconds.length, false);
        }
    }

    /** Every folder below {@code data} that has a graph, in the order of their names. */
    public static List<Traffic> read(Path data) throws IOException {
        List<Traffic> traffics = new ArrayList<>();
        for (Path folder : folders(data)) {
            if (Files.exists(folder.resolve("graph.csv"))) {
                traffics.add(traffic(folder));
            }
        }
        return traffics;
    }

    private static Traffic traffic(Path folder) throws IOException {
        List<Dependency> graph = graph(folder.resolve("graph.csv"));
        Table normal = table(folder.resolve("noissue/metrics.csv"));
        List<ServiceSeries> baseline = normal.all();
        List<Case> cases = new ArrayList<>();
        for (Path issue : folders(folder.resolve("train"))) {
            JsonNode json = JSON.readTree(issue.resolve("target.json").toFile());
            JsonNode target = json.get("target");
            Target symptom = new Target(
                    target.get("node").textValue(),
                    target.get("metric").textValue() + " " + target.get("agg").textValue(),
                    Instant.ofEpochSecond(target.get("timestamp").longValue()));
            cases.add(new Case(
                    folder.getFileName() + "/" + issue.getFileName(),
                    new Incident(
                            symptom, graph, table(issue.resolve("metrics.csv")).all(), baseline),
                    json.get("root_cause").get("node").textValue()));
        }
        return new Traffic(folder.getFileName().toString(), graph, normal, cases);
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static List<Dependency> graph(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] callees = lines.getFirst().split(",", -1);
        List<Dependency> graph = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int i = 1; i < cells.length; i++) {
                if (!cells[i].isEmpty() && Double.parseDouble(cells[i]) > 0) {
                    graph.add(new Dependency(cells[0], callees[i]));
                }
            }
        }
        return graph;
    }

    private static Table table(Path file) throws IOException {
        List<String[]> rows = Files.readAllLines(file).stream()
                .map(line -> line.split(",", -1))
                .toList();
        List<String[]> data = rows.stream()
                .skip(3)
                .filter(row -> !row[0].isEmpty() && Character.isDigit(row[0].charAt(0)))
                .toList();
        List<Table.Column> columns = new ArrayList<>();
        for (int i = 1; i < rows.getFirst().length; i++) {
            int column = i;
            columns.add(new Table.Column(
                    rows.get(0)[i],
                    rows.get(1)[i] + " " + rows.get(2)[i],
                    data.stream()
                            .mapToDouble(row -> row[column].isEmpty() || row[column].equalsIgnoreCase("nan")
                                    ? Double.NaN
                                    : Double.parseDouble(row[column]))
                            .toArray()));
        }
        return new Table(
                data.stream()
                        .mapToLong(row -> (long) Double.parseDouble(row[0]))
                        .toArray(),
                columns);
    }
}
