package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.Names;
import java.io.EOFException;
import java.io.IOException;

/** Says in the words of this API what Jackson stumbled over. */
public final class MalformedJson {

    public static final String BODY = "body";
    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER_LENGTH = 1000;

    private static final int MAX_REASON_LENGTH = 120;
    private static final int UNKNOWN = -1;

    private MalformedJson() {}

    static IngestException of(IOException e) {
        return of(e, UNKNOWN);
    }

    /** @param offset how far the body had been read, for a parser that does not know */
    static IngestException of(IOException e, int offset) {
        if (e instanceof StreamConstraintsException) {
            return IngestException.malformed(BODY, limit(String.valueOf(e.getMessage())));
        }
        // Jackson has a type for it, but not in all places.
        if (e instanceof JsonEOFException
                || e instanceof EOFException
                || String.valueOf(e.getMessage()).startsWith("Unexpected end-of-input")) {
            return IngestException.malformed(BODY, "is not valid JSON: it ends too early");
        }
        String place = offset == UNKNOWN ? place(e) : " before byte " + offset;
        return IngestException.malformed(BODY, "is not valid JSON" + place + reason(e));
    }

    private static String limit(String message) {
        if (message.contains("nesting depth")) {
            return "is nested deeper than " + MAX_DEPTH + " levels";
        }
        return message.contains("Number")
                ? "holds a number of more than " + MAX_NUMBER_LENGTH + " characters"
                : "holds a name or text that is too long";
    }

    private static String place(IOException e) {
        var location = e instanceof JsonProcessingException syntax ? syntax.getLocation() : null;
        return location == null || location.getColumnNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Only the first part: what follows names Jackson's switches and classes. */
    private static String reason(IOException e) {
        String message = e instanceof JsonProcessingException syntax ? String.valueOf(syntax.getOriginalMessage()) : "";
        int end = message.indexOf('\n');
        message = end < 0 ? message : message.substring(0, end);
        boolean shown = !message.isEmpty()
                && message.length() <= MAX_REASON_LENGTH
                && !message.contains("Feature")
                && !message.contains("com.fasterxml");
        return shown ? ": " + Names.shown(message) : "";
    }
}
