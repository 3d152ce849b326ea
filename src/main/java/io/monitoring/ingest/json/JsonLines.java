package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.monitoring.ingest.batch.BatchBuilder;
import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.PointRules;
import io.monitoring.ingest.batch.TimeWindow;
import io.monitoring.platform.http.FieldError;
import java.io.IOException;

/** A body of one point a line. A line that is not JSON spoils itself only: the others can still be told apart. */
final class JsonLines {

    private final JsonFactory json;
    private final byte[] body;
    private final int start;
    private final JsonPointReader points;
    private final BatchBuilder batch;

    JsonLines(JsonFactory json, byte[] body, int start, PointRules rules, TimeWindow window) {
        this.json = json;
        this.body = body;
        this.start = start;
        this.batch = new BatchBuilder(rules);
        this.points = new JsonPointReader(body, rules, window, batch);
    }

    IngestBatch read() {
        int from = start;
        while (from < body.length) {
            int to = from;
            boolean blank = true;
            while (to < body.length && body[to] != '\n') {
                blank &= IngestParser.isSpace(body[to++]);
            }
            if (!blank) {
                readLine(from, to, batch.claim(1, MalformedJson.BODY));
            }
            from = to + 1;
        }
        return batch.build(false, MalformedJson.BODY);
    }

    private void readLine(int from, int to, int index) {
        try {
            parseLine(from, to);
        } catch (IOException e) {
            reject(index, MalformedJson.of(e));
            return;
        } catch (IngestException e) {
            reject(index, e);
            return;
        }
        points.commit(index);
    }

    private void reject(int index, IngestException e) {
        FieldError error = e.errors().getFirst();
        batch.reject(index, error.field(), error.detail());
    }

    private void parseLine(int from, int to) throws IOException {
        if (!Utf8.isValid(body, from, to)) {
            throw IngestException.malformed(MalformedJson.BODY, "has a line that is not valid UTF-8");
        }
        if (IngestParser.isForeignEncoding(body, from, to)) {
            throw IngestException.malformed(MalformedJson.BODY, "has a line that is not valid JSON");
        }
        try (JsonParser parser = json.createParser(body, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw IngestException.malformed(MalformedJson.BODY, "must hold an object on each line");
            }
            parser.nextToken();
            points.read(parser, from, false);
            if (parser.nextToken() != null) {
                throw IngestException.malformed(MalformedJson.BODY, "must hold one object on each line");
            }
        }
    }
}
