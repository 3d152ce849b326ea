package io.monitoring.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Events as AWS sends them ({@code src/test/resources/lambda}), with a method, path or body of one's own. */
final class Events {

    static final ObjectMapper JSON = new ObjectMapper();

    private Events() {}

    /** Payload format 2.0; {@code query} as it stands in a URL. */
    static ObjectNode http(String method, String path, String query, String body) {
        ObjectNode event = recorded("function-url.json");
        event.put("rawPath", path).put("rawQueryString", query).put("body", body);
        event.withObject("/requestContext/http").put("method", method).put("path", path);
        return event;
    }

    /** Payload format 1.0; {@code query} is decoded, as API Gateway has it. */
    static ObjectNode rest(String method, String path, Map<String, String> query, String body) {
        ObjectNode event = recorded("rest-api.json");
        event.put("httpMethod", method).put("path", path).put("body", body);
        if (!query.isEmpty()) {
            ObjectNode single = event.putObject("queryStringParameters");
            ObjectNode multiple = event.putObject("multiValueQueryStringParameters");
            query.forEach((name, value) -> {
                single.put(name, value);
                multiple.putArray(name).add(value);
            });
        }
        return event;
    }

    /** The messages' ids are {@code m0}, {@code m1}... */
    static ObjectNode batch(List<String> bodies) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (String body : bodies) {
            records.add(recorded("sqs-record.json")
                    .put("messageId", "m" + records.size())
                    .put("body", body));
        }
        return event;
    }

    static ObjectNode schedule() {
        return recorded("schedule.json");
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode recorded(String file) {
        try (InputStream in = Events.class.getResourceAsStream("/lambda/" + file)) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
