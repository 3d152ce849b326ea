package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.monitoring.ingest.batch.BatchBuilder;
import io.monitoring.ingest.batch.FirstError;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The {@code values} of a series. An element that is not a value keeps its place, with what is wrong with it. */
final class JsonValueColumn {

    static final String VALUES = "values";

    private final Map<Integer, String> problems = new HashMap<>(0);
    private double[] values = new double[64];
    private int size;
    private boolean given;

    void clear() {
        problems.clear();
        size = 0;
        given = false;
    }

    /** Reads the value the parser stands at, which should be an array; no more than {@code batch} has room for. */
    void read(JsonParser parser, JsonToken token, ColumnScanner scanner, BatchBuilder batch, FirstError error)
            throws IOException {
        given = true;
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            error.add(VALUES, "must be an array of numbers");
            return;
        }
        scanner.scan(this, batch.room());
        for (var element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser.nextToken()) {
            if (size == batch.room()) {
                throw batch.tooMany(JsonDocument.SERIES);
            }
            double value = NumberToken.value(parser, element);
            if (!Double.isFinite(value)) {
                parser.skipChildren();
                problems.put(size, NumberToken.valueProblem(element));
            }
            add(value);
        }
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    boolean isGiven() {
        return given;
    }

    int size() {
        return size;
    }

    double value(int i) {
        return values[i];
    }

    boolean isValid() {
        return problems.isEmpty();
    }

    /** What is wrong with an element, or null. */
    String problem(int i) {
        return problems.get(i);
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
