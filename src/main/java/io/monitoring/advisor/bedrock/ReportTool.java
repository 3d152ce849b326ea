package io.monitoring.advisor.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.advisor.document.Findings.Insight;
import io.monitoring.advisor.document.Findings.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The only form in which the model may answer: a call of one tool. Its schema is told to the model, and checked here,
 * because a model does not always keep to it, and may have been talked out of it by what it read.
 */
final class ReportTool {

    static final String NAME = "report";
    static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["summary","recommendations","disagreements"],
             "properties":{
              "summary":{"type":"string","maxLength":600},
              "recommendations":{"type":"array","maxItems":10,"items":{"type":"object","additionalProperties":false,
               "required":["action","reason","evidence"],"properties":{
                "action":{"type":"string","maxLength":400},"reason":{"type":"string","maxLength":400},
                "evidence":{"type":"array","minItems":1,"items":{"type":"string"}}}}},
              "disagreements":{"type":"array","maxItems":10,"items":{"type":"object","additionalProperties":false,
               "required":["text","evidence"],"properties":{
                "text":{"type":"string","maxLength":400},
                "evidence":{"type":"array","minItems":1,"items":{"type":"string"}}}}}}}""";

    private static final int SUMMARY = 600;
    private static final int TEXT = 400;
    private static final int ITEMS = 10;
    private static final String SOURCE = "bedrock";

    private ReportTool() {}

    /** An answer that keeps to the schema, and to evidence that there is. */
    record Report(String summary, List<Recommendation> recommendations, List<Insight> disagreements) {}

    /** An answer that cannot be used. */
    static final class Unusable extends RuntimeException {
        Unusable(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * @param known the ids of the evidence that there is
     * @param first the priority of its first recommendation
     */
    static Report read(JsonNode input, Set<String> known, int first) {
        requireFields(input, "input", Set.of("summary", "recommendations", "disagreements"));
        String summary = text(input, "summary", SUMMARY);
        List<Recommendation> recommendations = new ArrayList<>();
        for (JsonNode one : list(input, "recommendations")) {
            requireFields(one, "recommendations", Set.of("action", "reason", "evidence"));
            recommendations.add(new Recommendation(
                    first + recommendations.size(),
                    text(one, "action", TEXT),
                    text(one, "reason", TEXT),
                    null,
                    null,
                    evidence(one, known),
                    SOURCE));
        }
        List<Insight> disagreements = new ArrayList<>();
        for (JsonNode one : list(input, "disagreements")) {
            requireFields(one, "disagreements", Set.of("text", "evidence"));
            disagreements.add(new Insight(text(one, "text", TEXT), evidence(one, known), SOURCE));
        }
        if (recommendations.isEmpty() && disagreements.isEmpty()) {
            throw new Unusable("it cites no evidence");
        }
        return new Report(summary, recommendations, disagreements);
    }

    private static void requireFields(JsonNode object, String what, Set<String> names) {
        if (!object.isObject()) {
            throw new Unusable(what + " is not an object");
        }
        Optional<String> unknown = object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !names.contains(name))
                .findFirst();
        if (unknown.isPresent() || object.size() != names.size()) {
            throw new Unusable(what + " lacks fields of the schema or has others");
        }
    }

    private static String text(JsonNode object, String name, int longest) {
        JsonNode value = object.get(name);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw new Unusable(name + " is not a string");
        }
        String text = value.textValue().strip();
        if (text.length() > longest) {
            throw new Unusable(name + " is longer than " + longest + " characters");
        }
        return text;
    }

    private static JsonNode list(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isArray() || value.size() > ITEMS) {
            throw new Unusable(name + " is not a list of at most " + ITEMS);
        }
        return value;
    }

    private static List<String> evidence(JsonNode object, Set<String> known) {
        JsonNode value = object.get("evidence");
        if (value == null || !value.isArray() || value.isEmpty()) {
            throw new Unusable("it cites no evidence");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode id : value) {
            if (!id.isTextual() || !known.contains(id.textValue())) {
                throw new Unusable("it cites evidence that there is not");
            }
            ids.add(id.textValue());
        }
        return List.copyOf(ids);
    }
}
