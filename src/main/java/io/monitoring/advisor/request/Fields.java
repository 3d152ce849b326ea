package io.monitoring.advisor.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.monitoring.platform.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The fields of a JSON object. One that is not there, or null, is absent; one of the wrong type is a 400 that names it. */
final class Fields {

    private static final int LONGEST_TEXT = 256;

    private final ObjectNode object;

    Fields(ObjectNode object) {
        this.object = object;
    }

    private Optional<JsonNode> field(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    Optional<String> text(String name) {
        Optional<JsonNode> value = field(name);
        value.ifPresent(found -> require(found.isTextual(), name, "must be a string"));
        Optional<String> text = value.map(JsonNode::textValue);
        text.ifPresent(found -> {
            require(!found.isBlank(), name, "must not be empty");
            require(found.length() <= LONGEST_TEXT, name, "must have at most " + LONGEST_TEXT + " characters");
        });
        return text;
    }

    boolean flag(String name) {
        Optional<JsonNode> value = field(name);
        value.ifPresent(found -> require(found.isBoolean(), name, "must be true or false"));
        return value.map(JsonNode::booleanValue).orElse(false);
    }

    OptionalDouble number(String name) {
        Optional<JsonNode> value = field(name);
        value.ifPresent(found ->
                require(found.isNumber() && Double.isFinite(found.doubleValue()), name, "must be a finite number"));
        return value.map(JsonNode::doubleValue).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    OptionalLong whole(String name, long least, long most) {
        Optional<JsonNode> value = field(name);
        value.ifPresent(found -> require(
                found.isIntegralNumber()
                        && found.canConvertToLong()
                        && found.longValue() >= least
                        && found.longValue() <= most,
                name,
                "must be a whole number from " + least + " to " + most));
        return value.map(JsonNode::longValue).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** A list; one text stands for a list of it. */
    List<String> texts(String name) {
        Optional<JsonNode> value = field(name);
        if (value.filter(JsonNode::isTextual).isPresent()) {
            return text(name).stream().toList();
        }
        value.ifPresent(found -> require(found.isArray(), name, "must be a list of strings"));
        List<String> texts = new ArrayList<>();
        value.ifPresent(found -> found.forEach(element -> {
            require(element.isTextual(), name + "[" + texts.size() + "]", "must be a string");
            texts.add(element.textValue());
        }));
        return List.copyOf(texts);
    }

    private static void require(boolean holds, String name, String otherwise) {
        if (!holds) {
            throw ProblemException.invalid(name, otherwise);
        }
    }
}
