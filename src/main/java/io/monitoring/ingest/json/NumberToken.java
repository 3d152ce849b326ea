package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Values and times as JSON tokens say them. */
final class NumberToken {

    static final String TIME_PROBLEM =
            "must be an RFC 3339 time with an offset, such as 2026-01-02T03:04:05Z, or integer epoch milliseconds";

    private NumberToken() {}

    /** The value, or something not finite when the token is not a number that a double can hold. */
    static double value(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? parser.getDoubleValue()
                    : parser.getLongValue();
        }
        return token == JsonToken.VALUE_NUMBER_FLOAT ? parser.getDoubleValue() : Double.NaN;
    }

    /** Why {@link #value} is not finite. */
    static String valueProblem(JsonToken token) {
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "must be a finite number within the range of a double";
            case VALUE_STRING -> "must be a number, not a text";
            case VALUE_TRUE, VALUE_FALSE -> "must be a number, not a boolean";
            case VALUE_NULL -> "must be a number, not null";
            default -> "must be a number";
        };
    }

    /** Epoch milliseconds, or {@link Rfc3339#INVALID}. */
    static long time(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? Rfc3339.INVALID
                    : parser.getLongValue();
        }
        return token == JsonToken.VALUE_STRING ? Rfc3339.parse(parser.getText()) : Rfc3339.INVALID;
    }
}
