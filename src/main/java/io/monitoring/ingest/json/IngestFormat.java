package io.monitoring.ingest.json;

import io.monitoring.ingest.batch.IngestException;
import java.util.Locale;

/** How the points of a request are written down. */
public enum IngestFormat {
    /** One JSON document: a point, an array, {@code {"metrics":[]}} or {@code {"series":[]}}. */
    JSON,
    /** One point a line. */
    NDJSON;

    /**
     * The format that a {@code Content-Type} names; JSON when there is none.
     *
     * @throws IngestException (415) for any other type
     */
    public static IngestFormat ofContentType(String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return JSON;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/json" -> JSON;
            case "application/x-ndjson" -> NDJSON;
            default ->
                throw new IngestException(
                        IngestException.Kind.UNSUPPORTED,
                        "Content-Type",
                        "must be application/json or application/x-ndjson");
        };
    }
}
