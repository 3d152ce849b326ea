package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.monitoring.platform.http.Times;
import java.io.IOException;

/** Values and times as JSON tokens say them. */
final class NumberToken {

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
            case VALUE_STRING -> "must be a number, not a string";
            case VALUE_TRUE, VALUE_FALSE -> "must be a number, not a boolean";
            case VALUE_NULL -> "must be a number, not null";
            default -> "must be a number";
        };
    }

    /** Epoch milliseconds, or {@link Times#INVALID}. */
    static long time(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? Times.INVALID
                        : Times.ofNumber(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> Times.ofNumber(parser.getDoubleValue());
            case VALUE_STRING -> Times.ofText(parser.getText());
            default -> Times.INVALID;
        };
    }
}
