package io.monitoring.advisor.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.http.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An object of a body, and where in it that is: what is wrong with a field is a 400 that names it in full. */
record Body(JsonNode object, String path) {

    static Body of(JsonNode object) {
        return new Body(object, "");
    }

    String field(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    JsonNode get(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    String text(String name) {
        JsonNode value = get(name);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw ProblemException.invalid(field(name), value == null ? "is required" : "must be a string");
        }
        return value.textValue();
    }

    int whole(String name, int least, int most) {
        JsonNode value = get(name);
        if (value == null) {
            throw ProblemException.invalid(field(name), "is required");
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw ProblemException.invalid(field(name), "must be a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    Instant time(String name) {
        JsonNode value = get(name);
        if (value == null) {
            throw ProblemException.invalid(field(name), "is required");
        }
        return Times.parse(field(name), value);
    }

    Body object(String name) {
        JsonNode value = get(name);
        if (value == null || !value.isObject()) {
            throw ProblemException.invalid(field(name), value == null ? "is required" : "must be an object");
        }
        return new Body(value, field(name));
    }

    /** A list of objects; one that is not there is empty unless it is required. */
    List<Body> objects(String name, boolean required) {
        JsonNode value = get(name);
        if (value == null && !required) {
            return List.of();
        }
        if (value == null || !value.isArray()) {
            throw ProblemException.invalid(field(name), value == null ? "is required" : "must be a list");
        }
        var objects = new ArrayList<Body>();
        for (JsonNode element : value) {
            String place = field(name) + "[" + objects.size() + "]";
            if (!element.isObject()) {
                throw ProblemException.invalid(place, "must be an object");
            }
            objects.add(new Body(element, place));
        }
        return objects;
    }
}
