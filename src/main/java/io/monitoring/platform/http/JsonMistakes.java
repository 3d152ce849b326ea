package io.monitoring.platform.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;

/** Reads Jackson's exceptions. Their own messages name Java classes and quote the body, so none is passed on. */
final class JsonMistakes {

    private JsonMistakes() {}

    /** Nothing was being parsed, so it happened while an answer was written; or one of our types cannot be read at all. */
    static boolean ofOurAnswer(JsonProcessingException exception) {
        return exception instanceof InvalidDefinitionException || !(exception.getProcessor() instanceof JsonParser);
    }

    static Problem problem(JsonProcessingException exception) {
        String place = place(exception.getLocation());
        if (exception instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            String field = field(mapping.getPath());
            String detail = mapping instanceof UnrecognizedPropertyException
                    ? "is not known here"
                    : "has a value of the wrong type" + place;
            return Problem.of(ProblemCode.INVALID, field + ": " + detail, List.of(new FieldError(field, detail)));
        }
        return Problem.of(ProblemCode.MALFORMED, "the body is not the JSON that is expected here" + place);
    }

    private static String field(List<JsonMappingException.Reference> path) {
        var field = new StringBuilder();
        for (var step : path) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.toString();
    }

    private static String place(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
