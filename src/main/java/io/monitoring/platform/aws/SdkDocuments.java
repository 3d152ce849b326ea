package io.monitoring.platform.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.document.Document;

/** JSON trees as the SDK's documents, and back. */
final class SdkDocuments {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SdkDocuments() {}

    static Document of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Document> fields = new LinkedHashMap<>();
                node.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
                yield Document.fromMap(fields);
            }
            case ARRAY -> {
                List<Document> elements = StreamSupport.stream(node.spliterator(), false)
                        .map(SdkDocuments::of)
                        .toList();
                yield Document.fromList(elements);
            }
            case STRING -> Document.fromString(node.textValue());
            case BOOLEAN -> Document.fromBoolean(node.booleanValue());
            case NUMBER -> Document.fromNumber(node.decimalValue());
            case BINARY, MISSING, NULL, POJO -> Document.fromNull();
        };
    }

    static JsonNode node(Document document) {
        if (document == null || document.isNull()) {
            return NODES.nullNode();
        }
        if (document.isMap()) {
            var object = NODES.objectNode();
            document.asMap().forEach((name, value) -> object.set(name, node(value)));
            return object;
        }
        if (document.isList()) {
            var array = NODES.arrayNode();
            document.asList().forEach(element -> array.add(node(element)));
            return array;
        }
        if (document.isString()) {
            return NODES.textNode(document.asString());
        }
        if (document.isBoolean()) {
            return NODES.booleanNode(document.asBoolean());
        }
        return NODES.numberNode(new BigDecimal(document.asNumber().stringValue()));
    }
}
