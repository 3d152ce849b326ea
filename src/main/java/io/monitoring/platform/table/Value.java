package io.monitoring.platform.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A value of an attribute, or of a name in an expression. */
public final class Value {

    private final AttributeValue attribute;

    private Value(AttributeValue attribute) {
        this.attribute = attribute;
    }

    public static Value text(String value) {
        return new Value(AttributeValue.fromS(value));
    }

    /** A whole number. DynamoDB's numbers do not reach as far as a double: those are kept as texts. */
    public static Value number(long value) {
        return new Value(AttributeValue.fromN(Long.toString(value)));
    }

    /** Not a copy: the bytes must not be changed afterwards. */
    public static Value bytes(byte[] value) {
        return new Value(AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value)));
    }

    public static Value numberSet(Collection<Integer> values) {
        return new Value(
                AttributeValue.fromNs(values.stream().map(String::valueOf).toList()));
    }

    public static Value texts(List<String> values) {
        return new Value(
                AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList()));
    }

    public static Value textMap(Map<String, String> values) {
        Map<String, AttributeValue> map = new HashMap<>();
        values.forEach((name, value) -> map.put(name, AttributeValue.fromS(value)));
        return new Value(AttributeValue.fromM(map));
    }

    /** An item within an item. */
    public static Value item(Item value) {
        return new Value(AttributeValue.fromM(value.attributes()));
    }

    public static Value items(List<Item> values) {
        return new Value(AttributeValue.fromL(values.stream()
                .map(value -> AttributeValue.fromM(value.attributes()))
                .toList()));
    }

    /** A time to live: the second in which an item that is kept until {@code epochMillis} expires. */
    public static Value expiry(long epochMillis) {
        return number(Math.ceilDiv(epochMillis, 1000));
    }

    AttributeValue attribute() {
        return attribute;
    }
}
