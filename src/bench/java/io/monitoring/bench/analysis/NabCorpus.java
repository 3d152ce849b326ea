package io.monitoring.bench.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files of the Numenta Anomaly Benchmark with their labelled windows: a folder with {@code data} and {@code windows.json}. */
record NabCorpus(List<Series> series) {

    /** Rows of a window, both ends included. */
    record Window(int first, int last) {

        int rows() {
            return last - first + 1;
        }
    }

    /**
     * @param times epoch milliseconds, the file's times taken for UTC
     */
    record Series(String name, long[] times, double[] values, List<Window> windows) {

        String group() {
            return name.substring(0, name.indexOf('/'));
        }
    }

    static NabCorpus read(Path folder) throws IOException {
        var windows = new TreeMap<String, JsonNode>();
        new ObjectMapper()
                .readTree(folder.resolve("windows.json").toFile())
                .properties()
                .forEach(file -> windows.put(file.getKey(), file.getValue()));
        List<Series> series = new ArrayList<>();
        for (Map.Entry<String, JsonNode> file : windows.entrySet()) {
            series.add(read(folder.resolve("data").resolve(file.getKey()), file.getKey(), file.getValue()));
        }
        return new NabCorpus(series);
    }

    private static Series read(Path file, String name, JsonNode labels) throws IOException {
        List<String> rows = Files.readAllLines(file);
        var times = new long[rows.size() - 1];
        var values = new double[times.length];
        var firstRows = new TreeMap<Long, Integer>();
        for (int i = 0; i < times.length; i++) {
            String row = rows.get(i + 1);
            int comma = row.indexOf(',');
            times[i] = time(row.substring(0, comma));
            values[i] = Double.parseDouble(row.substring(comma + 1));
            firstRows.putIfAbsent(times[i], i);
        }
        List<Window> windows = new ArrayList<>();
        for (JsonNode label : labels) {
            windows.add(new Window(
                    firstRows.get(time(label.get(0).asText())),
                    firstRows.get(time(label.get(1).asText()))));
        }
        return new Series(name, times, values, windows);
    }

    private static long time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'))
                .withNano(0)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}
