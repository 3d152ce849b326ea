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
import io.monitoring.platform.http.Times;
import java.io.IOException;

/** Reads one point after the other, each straight into the columns of its series. */
final class JsonPointReader {

    private static final int SEEN_SERVICE = 1;
    private static final int SEEN_METRIC = 2;
    private static final int SEEN_VALUE = 4;
    private static final int SEEN_TIME = 8;
    private static final int SEEN_LABELS = 16;
    private static final int SEEN_METADATA = 32;

    private final TimeWindow window;
    private final BatchBuilder batch;
    private final FirstError error = new FirstError();
    private final SeriesIdentity identity;
    private final JsonMetadataReader metadataReader;

    private int seen;
    private double value;
    private long time;
    private String metadata;

    JsonPointReader(byte[] body, PointRules rules, TimeWindow window, BatchBuilder batch) {
        this.window = window;
        this.batch = batch;
        this.identity = new SeriesIdentity(rules, error);
        this.metadataReader = new JsonMetadataReader(body, rules);
    }

    /**
     * Reads an object to its end; the parser stands at its first name, or at its end when it is empty.
     *
     * @param isBody whether the object is the whole body, where the names of the other forms cannot be a mere slip
     */
    void read(JsonParser parser, int parserStart, boolean isBody) throws IOException {
        seen = 0;
        time = window.now();
        metadata = null;
        error.clear();
        identity.clear();
        for (var token = parser.currentToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = parser.currentName();
            JsonToken valueToken = parser.nextToken();
            switch (name) {
                case SeriesIdentity.SERVICE -> {
                    see(SEEN_SERVICE, name);
                    identity.readService(parser, valueToken);
                }
                case SeriesIdentity.METRIC -> {
                    see(SEEN_METRIC, name);
                    identity.readMetric(parser, valueToken);
                }
                case "value" -> {
                    see(SEEN_VALUE, name);
                    readValue(parser, valueToken);
                }
                case "timestamp" -> {
                    see(SEEN_TIME, name);
                    readTime(parser, valueToken);
                }
                case SeriesIdentity.LABELS -> {
                    see(SEEN_LABELS, name);
                    identity.readLabels(parser, valueToken);
                }
                case JsonMetadataReader.METADATA -> {
                    see(SEEN_METADATA, name);
                    metadata = metadataReader.read(parser, valueToken, parserStart, error);
                }
                default -> {
                    if (isBody && (name.equals(JsonDocument.METRICS) || name.equals(JsonDocument.SERIES))) {
                        throw IngestException.malformed(name, "cannot stand beside other fields");
                    }
                    parser.skipChildren();
                    error.add(Names.shown(name), "is not a field of a point");
                }
            }
        }
    }

    private void see(int field, String name) {
        if ((seen & field) != 0) {
            throw IngestException.duplicate(name);
        }
        seen |= field;
    }

    private void readValue(JsonParser parser, JsonToken token) throws IOException {
        value = NumberToken.value(parser, token);
        if (!Double.isFinite(value)) {
            parser.skipChildren();
            error.add("value", NumberToken.valueProblem(token));
        }
    }

    private void readTime(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        time = NumberToken.time(parser, token);
        if (time == Times.INVALID) {
            parser.skipChildren();
            error.add("timestamp", Times.PROBLEM);
        } else if (!window.contains(time)) {
            error.add("timestamp", window.problem(time));
        }
    }

    /** Puts the point that was read into the batch, under this index, or rejects it. */
    void commit(int index) {
        SeriesGroups.Group group = error.isPresent() ? null : batch.groups().find(identity);
        if (group != null && (seen & SEEN_VALUE) == 0) {
            error.add("value", "is required");
        }
        if (error.isPresent()) {
            batch.reject(index, error.field(), error.detail());
        } else {
            group.add(index, time, value, metadata);
        }
    }
}
