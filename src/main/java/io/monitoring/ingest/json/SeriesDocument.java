package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.monitoring.ingest.batch.BatchBuilder;
import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.PointRules;
import io.monitoring.ingest.batch.TimeWindow;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * A body in the series form, read from its start. Jackson gets it as a {@link DataInput}, which it may not read ahead of
 * what it returns: that is what lets {@link ColumnScanner} take over in the middle of the document and hand back.
 */
final class SeriesDocument {

    private final JsonFactory json;
    private final ByteCursor cursor;
    private final BatchBuilder batch;
    private final SeriesReader series;

    SeriesDocument(JsonFactory json, byte[] body, int start, PointRules rules, TimeWindow window) {
        this.json = json;
        this.cursor = new ByteCursor(body, start);
        this.batch = new BatchBuilder(rules);
        this.series = new SeriesReader(cursor, rules, window, batch);
    }

    IngestBatch read() {
        try (JsonParser parser = json.createParser((DataInput) new DataInputStream(cursor))) {
            parser.nextToken();
            parser.nextToken();
            JsonDocument.openArray(parser, JsonDocument.SERIES);
            for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    series.read(parser);
                } else {
                    parser.skipChildren();
                    batch.reject(
                            batch.claim(1, JsonDocument.SERIES),
                            JsonDocument.SERIES,
                            "must hold an object for each series");
                }
            }
            JsonDocument.closeObject(parser, JsonDocument.SERIES);
        } catch (IOException e) {
            throw MalformedJson.of(e, cursor.position());
        }
        if (!cursor.isAtEnd()) {
            throw JsonDocument.notOne();
        }
        return batch.build(false, JsonDocument.SERIES);
    }
}
