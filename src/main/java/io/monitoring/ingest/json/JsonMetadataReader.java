package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.monitoring.ingest.batch.FirstError;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.PointRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;

/**
 * Metadata as compact JSON text: the client's own bytes without the white space between tokens. Nothing is decoded and
 * written again, so no digit of a number and no escape can change.
 */
final class JsonMetadataReader {

    static final String METADATA = "metadata";

    private final byte[] body;
    private final int maxBytes;

    JsonMetadataReader(byte[] body, PointRules rules) {
        this.body = body;
        this.maxBytes = rules.maxMetadataBytes();
    }

    /**
     * Reads the value the parser stands at.
     *
     * @param parserStart where in the body the parser began: its offsets count from there
     * @return the text; null when it is absent or refused
     */
    String read(JsonParser parser, JsonToken token, int parserStart, FirstError error) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        int from = parserStart + (int) parser.currentTokenLocation().getByteOffset();
        if (!walk(parser, token)) {
            error.add(METADATA, "must not hold NaN or Infinity");
            return null;
        }
        parser.finishToken();
        int to = parserStart + (int) parser.currentLocation().getByteOffset();
        String text = compact(from, to);
        if (text == null) {
            error.add(METADATA, "must have at most " + maxBytes + " bytes");
        }
        return text;
    }

    /** To the end of a value; whether all of it is JSON, which names no number that is not finite. */
    private static boolean walk(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> walkObject(parser);
            case START_ARRAY -> {
                boolean valid = true;
                for (var element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser.nextToken()) {
                    valid &= walk(parser, element);
                }
                yield valid;
            }
            case VALUE_NUMBER_FLOAT -> !isNotFinite(parser);
            default -> true;
        };
    }

    private static boolean walkObject(JsonParser parser) throws IOException {
        boolean valid = true;
        var names = new HashSet<String>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!names.add(name)) {
                throw IngestException.duplicate(METADATA + "." + name);
            }
            valid &= walk(parser, parser.nextToken());
        }
        return valid;
    }

    /** By its text: {@code 1e999} is a number of JSON, though not one of a double. */
    private static boolean isNotFinite(JsonParser parser) throws IOException {
        String text = parser.getText();
        char last = text.charAt(text.length() - 1);
        return last < '0' || last > '9';
    }

    private String compact(int from, int to) {
        byte[] text = null;
        int length = 0;
        int copied = from;
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            byte b = body[i];
            if (quoted) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    quoted = false;
                }
            } else if (b == '"') {
                quoted = true;
            } else if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
                if (text == null) {
                    text = new byte[to - from];
                }
                System.arraycopy(body, copied, text, length, i - copied);
                length += i - copied;
                copied = i + 1;
            }
        }
        int size = length + to - copied;
        if (size > maxBytes) {
            return null;
        }
        if (text == null) {
            return new String(body, from, size, StandardCharsets.UTF_8);
        }
        System.arraycopy(body, copied, text, length, to - copied);
        return new String(Arrays.copyOf(text, size), StandardCharsets.UTF_8);
    }
}
