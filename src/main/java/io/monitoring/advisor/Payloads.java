package io.monitoring.advisor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Reads bodies as JSON, off the event loop. */
@ApplicationScoped
class Payloads {

    private static final int SMALL = 16 * 1024;

    private final ObjectReader reader = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** An object; of an empty body an empty one. Fails with 400. */
    Uni<JsonNode> object(byte[] sent) {
        byte[] body = sent == null ? new byte[0] : sent;
        Uni<JsonNode> read = Uni.createFrom().item(() -> read(body));
        return body.length <= SMALL ? read : read.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private JsonNode read(byte[] body) {
        if (isBlank(body)) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode node = reader.readTree(body);
            if (!node.isObject()) {
                throw new ProblemException(ProblemCode.MALFORMED, "body: must be a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the body.
            var place = e.getLocation();
            throw new ProblemException(
                    ProblemCode.MALFORMED,
                    "body: is not valid JSON"
                            + (place == null || place.getLineNr() < 1
                                    ? ""
                                    : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")"));
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.MALFORMED, "body: cannot be read");
        }
    }

    private static boolean isBlank(byte[] body) {
        for (byte one : body) {
            if (one != ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }
}
