package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.monitoring.ingest.batch.BatchBuilder;
import io.monitoring.ingest.batch.FirstError;
import io.monitoring.ingest.batch.TimeWindow;
import io.monitoring.platform.http.Times;
import java.io.IOException;
import java.util.Arrays;

/** The {@code timestamps} of a series. An element that is not a time keeps its place as {@link Times#INVALID}. */
final class JsonTimeColumn {

    static final String TIMESTAMPS = "timestamps";

    private long[] times = new long[64];
    private int size;
    private boolean given;

    void clear() {
        size = 0;
        given = false;
    }

    /** Reads the value the parser stands at, which should be an array; no more than {@code batch} has room for. */
    void read(JsonParser parser, JsonToken token, ColumnScanner scanner, BatchBuilder batch, FirstError error)
            throws IOException {
        given = true;
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            error.add(TIMESTAMPS, "must be an array");
            return;
        }
        scanner.scan(this, batch.room());
        for (var element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser.nextToken()) {
            if (size == batch.room()) {
                throw batch.tooMany(JsonDocument.SERIES);
            }
            add(NumberToken.time(parser, element));
            parser.skipChildren();
        }
    }

    void add(long time) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
        }
        times[size++] = time;
    }

    boolean isGiven() {
        return given;
    }

    int size() {
        return size;
    }

    long time(int i) {
        return times[i];
    }

    /** Whether all of them are times in the window. */
    boolean isWithin(TimeWindow window) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            min = Math.min(min, times[i]);
            max = Math.max(max, times[i]);
        }
        return min >= window.earliest() && max <= window.latest();
    }

    /** What is wrong with an element, or null. */
    String problem(int i, TimeWindow window) {
        if (times[i] == Times.INVALID) {
            return Times.PROBLEM;
        }
        return window.contains(times[i]) ? null : window.problem(times[i]);
    }

    long[] toArray() {
        return Arrays.copyOf(times, size);
    }
}
