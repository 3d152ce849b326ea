package io.monitoring.platform.table;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The names and values of an expression of DynamoDB: {@code #name} stands for an attribute whose own name is reserved,
 * {@code :value} for a value. {@code #ttl} always stands for the time to live.
 */
abstract sealed class Expression<E extends Expression<E>> permits Update, ConditionalPut {

    private static final String TTL_NAME = "#ttl";

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private String condition;

    abstract E self();

    /** Only where this holds of what is there. */
    public E when(String condition) {
        this.condition = condition;
        return self();
    }

    /** Lets {@code #placeholder} stand for an attribute. */
    public E name(String placeholder, String attribute) {
        names.put(placeholder, attribute);
        return self();
    }

    /** Lets {@code :placeholder} stand for a value. */
    public E with(String placeholder, Value value) {
        values.put(placeholder, value.attribute());
        return self();
    }

    public E text(String placeholder, String value) {
        return with(placeholder, Value.text(value));
    }

    public E number(String placeholder, long value) {
        return with(placeholder, Value.number(value));
    }

    String condition() {
        return condition;
    }

    /** Null for none, as DynamoDB wants it: an empty map is refused. */
    Map<String, String> namesIn(String... texts) {
        Map<String, String> used = new HashMap<>(names);
        for (String text : texts) {
            if (text != null && text.contains(TTL_NAME)) {
                used.put(TTL_NAME, Item.TTL);
            }
        }
        return used.isEmpty() ? null : used;
    }

    Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }
}
