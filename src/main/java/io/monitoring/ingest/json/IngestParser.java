package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.IngestLimits;
import io.monitoring.ingest.batch.PointRules;
import io.monitoring.ingest.batch.TimeWindow;
import io.monitoring.store.PointTimes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns the body of a request into columns, in one pass and point by point: what is wrong with a point rejects that
 * point, what makes the body unreadable refuses the request. May be shared by threads.
 */
public final class IngestParser {

    private final PointRules rules;
    private final Duration maxAge;
    private final JsonFactory json;

    /** @param maxAge how long points are kept: older ones are refused, as they would be gone at once */
    public IngestParser(IngestLimits limits, Duration maxAge) {
        this.rules = PointRules.of(limits);
        this.maxAge = maxAge;
        this.json = factory(rules);
    }

    private static JsonFactory factory(PointRules rules) {
        // Texts are bounded by the body: a long one is the fault of its point and must not take the whole batch along.
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MalformedJson.MAX_DEPTH)
                .maxNumberLength(MalformedJson.MAX_NUMBER_LENGTH)
                .maxStringLength(rules.maxBodyBytes())
                .maxNameLength(rules.maxBodyBytes())
                .build();
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                // NaN and Infinity are read so that the error can name the field they stand in; none is accepted.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                // Names of labels are the client's: they have no place in the JVM's table of interned strings.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /**
     * @param body in UTF-8, decompressed
     * @param now when the request came in: the time of points that bring none, and the middle of the accepted times
     * @throws IngestException when nothing of the request can be taken (400), or it has too many points (413)
     */
    public IngestBatch parse(byte[] body, IngestFormat format, Instant now) {
        int start = startOfText(body);
        var window = TimeWindow.around(now, maxAge, PointTimes.MAX_AHEAD);
        try {
            return switch (format) {
                case JSON -> new JsonDocument(json, body, start, rules, window).read();
                case NDJSON -> new JsonLines(json, body, start, rules, window).read();
            };
        } catch (IOException e) {
            throw MalformedJson.of(e);
        }
    }

    /** Past a byte order mark and white space. */
    private static int startOfText(byte[] body) {
        int start =
                body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF ? 3 : 0;
        while (start < body.length && isSpace(body[start])) {
            start++;
        }
        if (start == body.length) {
            throw IngestException.malformed(MalformedJson.BODY, "is empty");
        }
        if (isForeignEncoding(body, start, body.length)) {
            throw IngestException.malformed(MalformedJson.BODY, "is not valid UTF-8");
        }
        return start;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /**
     * Whether Jackson would guess UTF-16 or UTF-32, which RFC 8259 rules out and for which offsets would count
     * characters. Those have a zero among the first four bytes; JSON in UTF-8 has none anywhere.
     */
    static boolean isForeignEncoding(byte[] body, int from, int to) {
        for (int i = from; i < Math.min(to, from + 4); i++) {
            if (body[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
