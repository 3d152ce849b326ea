package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.monitoring.ingest.batch.BatchBuilder;
import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.Names;
import io.monitoring.ingest.batch.PointRules;
import io.monitoring.ingest.batch.TimeWindow;
import java.io.IOException;

/** A body that is one JSON document, in any of its four forms; the first field of an object tells which. */
final class JsonDocument {

    static final String METRICS = "metrics";
    static final String SERIES = "series";

    private final JsonFactory json;
    private final byte[] body;
    private final int start;
    private final JsonPointReader points;
    private final PointRules rules;
    private final TimeWindow window;
    private final BatchBuilder batch;

    JsonDocument(JsonFactory json, byte[] body, int start, PointRules rules, TimeWindow window) {
        this.json = json;
        this.body = body;
        this.start = start;
        this.rules = rules;
        this.window = window;
        this.batch = new BatchBuilder(rules);
        this.points = new JsonPointReader(body, rules, window, batch);
    }

    IngestBatch read() throws IOException {
        if (!Utf8.isValid(body, start, body.length)) {
            throw IngestException.malformed(MalformedJson.BODY, "is not valid UTF-8");
        }
        try (JsonParser parser = json.createParser(body, start, body.length - start)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                readPoints(parser, MalformedJson.BODY);
                end(parser);
                return batch.build(false, MalformedJson.BODY);
            }
            if (token != JsonToken.START_OBJECT) {
                throw IngestException.malformed(MalformedJson.BODY, "must be a JSON object or array");
            }
            return readObject(parser);
        }
    }

    private IngestBatch readObject(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            throw IngestException.malformed(
                    MalformedJson.BODY, "must be a point, or have a field \"metrics\" or \"series\"");
        }
        String form = parser.currentName();
        switch (form) {
            case METRICS -> {
                openArray(parser, form);
                readPoints(parser, form);
            }
            case SERIES -> {
                return new SeriesDocument(json, body, start, rules, window).read();
            }
            default -> {
                points.read(parser, start, true);
                end(parser);
                points.commit(batch.claim(1, MalformedJson.BODY));
                return batch.build(true, MalformedJson.BODY);
            }
        }
        closeObject(parser, form);
        end(parser);
        return batch.build(false, form);
    }

    static void openArray(JsonParser parser, String form) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw IngestException.malformed(form, "must be an array");
        }
    }

    /** Nothing may follow the one array of an object. */
    static void closeObject(JsonParser parser, String form) throws IOException {
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            throw name.equals(form)
                    ? IngestException.duplicate(name)
                    : IngestException.malformed(Names.shown(name), "cannot stand beside \"" + form + "\"");
        }
    }

    private static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw notOne();
        }
    }

    static IngestException notOne() {
        return IngestException.malformed(
                MalformedJson.BODY, "must be one JSON value; send lines of JSON as application/x-ndjson");
    }

    private void readPoints(JsonParser parser, String form) throws IOException {
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            int index = batch.claim(1, form);
            if (token == JsonToken.START_OBJECT) {
                parser.nextToken();
                points.read(parser, start, false);
                points.commit(index);
            } else {
                parser.skipChildren();
                batch.reject(index, form, "must hold an object for each point");
            }
        }
    }
}
