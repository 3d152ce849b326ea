package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.monitoring.ingest.batch.BatchBuilder;
import io.monitoring.ingest.batch.FirstError;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.Names;
import io.monitoring.ingest.batch.PointRules;
import io.monitoring.ingest.batch.SeriesGroups;
import io.monitoring.ingest.batch.SeriesIdentity;
import io.monitoring.ingest.batch.TimeWindow;
import java.io.IOException;

/**
 * Reads the objects of the series form. Its points count by position over all series; what is wrong with an identity or
 * with a whole column rejects every point of that series, what is wrong with an element that one.
 */
final class SeriesReader {

    private static final int SEEN_SERVICE = 1;
    private static final int SEEN_METRIC = 2;
    private static final int SEEN_LABELS = 4;
    private static final int SEEN_TIMES = 8;
    private static final int SEEN_VALUES = 16;

    private final TimeWindow window;
    private final BatchBuilder batch;
    private final FirstError error = new FirstError();
    private final SeriesIdentity identity;
    private final JsonTimeColumn times = new JsonTimeColumn();
    private final JsonValueColumn values = new JsonValueColumn();
    private final ColumnScanner scanner;
    private int seen;

    SeriesReader(ByteCursor body, PointRules rules, TimeWindow window, BatchBuilder batch) {
        this.scanner = new ColumnScanner(body);
        this.window = window;
        this.batch = batch;
        this.identity = new SeriesIdentity(rules, error);
    }

    /** Reads the object that the parser stands at the start of, and puts its points into the batch. */
    void read(JsonParser parser) throws IOException {
        seen = 0;
        error.clear();
        identity.clear();
        times.clear();
        values.clear();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case SeriesIdentity.SERVICE -> {
                    see(SEEN_SERVICE, name);
                    identity.readService(parser, token);
                }
                case SeriesIdentity.METRIC -> {
                    see(SEEN_METRIC, name);
                    identity.readMetric(parser, token);
                }
                case SeriesIdentity.LABELS -> {
                    see(SEEN_LABELS, name);
                    identity.readLabels(parser, token);
                }
                case JsonTimeColumn.TIMESTAMPS -> {
                    see(SEEN_TIMES, name);
                    times.read(parser, token, scanner, batch, error);
                }
                case JsonValueColumn.VALUES -> {
                    see(SEEN_VALUES, name);
                    values.read(parser, token, scanner, batch, error);
                }
                default -> {
                    parser.skipChildren();
                    error.add(Names.shown(name), "is not a field of a series");
                }
            }
        }
        commit();
    }

    private void see(int field, String name) {
        if ((seen & field) != 0) {
            throw IngestException.duplicate(name);
        }
        seen |= field;
    }

    private void commit() {
        SeriesGroups.Group group = error.isPresent() ? null : batch.groups().find(identity);
        checkColumns();
        int count = Math.max(times.size(), values.size());
        if (error.isPresent()) {
            rejectAll(Math.max(1, count));
            return;
        }
        int first = batch.claim(count, JsonDocument.SERIES);
        if (count > 0 && values.isValid() && times.isWithin(window)) {
            group.addColumns(first, times.toArray(), values.toArray());
        } else {
            addEach(group, first, count);
        }
    }

    private void checkColumns() {
        if (!times.isGiven()) {
            error.add(JsonTimeColumn.TIMESTAMPS, "is required");
        }
        if (!values.isGiven()) {
            error.add(JsonValueColumn.VALUES, "is required");
        }
        if (times.size() != values.size()) {
            error.add(
                    JsonValueColumn.VALUES,
                    "must be as many as the timestamps: " + values.size() + " for " + times.size());
        }
    }

    /** A series without any element still counts as one point, or its error could not be told. */
    private void rejectAll(int count) {
        int first = batch.claim(count, JsonDocument.SERIES);
        for (int i = 0; i < count; i++) {
            batch.reject(first + i, error.field(), error.detail());
        }
    }

    private void addEach(SeriesGroups.Group group, int first, int count) {
        for (int i = 0; i < count; i++) {
            String timeProblem = times.problem(i, window);
            String valueProblem = timeProblem == null ? values.problem(i) : null;
            if (timeProblem != null) {
                batch.reject(first + i, JsonTimeColumn.TIMESTAMPS + "[" + i + "]", timeProblem);
            } else if (valueProblem != null) {
                batch.reject(first + i, JsonValueColumn.VALUES + "[" + i + "]", valueProblem);
            } else {
                group.add(first + i, times.time(i), values.value(i), null);
            }
        }
    }
}
