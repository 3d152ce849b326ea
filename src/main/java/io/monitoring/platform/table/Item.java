package io.monitoring.platform.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of the one table, or an item within one. Immutable. */
public final class Item {

    static final String PK = "pk";
    static final String SK = "sk";

    /** The attribute by which DynamoDB expires items: epoch seconds; an item without it stays. */
    public static final String TTL = "TTL";

    private final Map<String, AttributeValue> attributes;

    Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    /** Begins an item of the table. */
    public static Builder at(ItemKey key) {
        return new Builder(key.attributes());
    }

    /** Begins an item within an item. */
    public static Builder within() {
        return new Builder(Map.of());
    }

    Map<String, AttributeValue> attributes() {
        return attributes;
    }

    public ItemKey key() {
        return new ItemKey(pk(), sk());
    }

    public String pk() {
        return text(PK);
    }

    public String sk() {
        return text(SK);
    }

    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /** The names of its attributes. */
    public Set<String> names() {
        return attributes.keySet();
    }

    public String text(String attribute) {
        return attributes.get(attribute).s();
    }

    public long number(String attribute) {
        return Long.parseLong(attributes.get(attribute).n());
    }

    /** {@code otherwise} where there is no such attribute. */
    public long number(String attribute, long otherwise) {
        AttributeValue value = attributes.get(attribute);
        return value == null || value.n() == null ? otherwise : Long.parseLong(value.n());
    }

    /** Not a copy: the bytes must not be changed. */
    public byte[] bytes(String attribute) {
        return attributes.get(attribute).b().asByteArrayUnsafe();
    }

    /** In no particular order; none where there is no such attribute. */
    public List<Integer> numberSet(String attribute) {
        AttributeValue value = attributes.get(attribute);
        return value == null
                ? List.of()
                : value.ns().stream().map(Integer::valueOf).toList();
    }

    public List<String> texts(String attribute) {
        return attributes.get(attribute).l().stream().map(AttributeValue::s).toList();
    }

    /** By name; empty where there is no such attribute. */
    public Map<String, String> textMap(String attribute) {
        Map<String, String> texts = new TreeMap<>();
        if (has(attribute)) {
            attributes.get(attribute).m().forEach((name, value) -> texts.put(name, value.s()));
        }
        return texts;
    }

    public Item item(String attribute) {
        return new Item(attributes.get(attribute).m());
    }

    public List<Item> items(String attribute) {
        return attributes.get(attribute).l().stream()
                .map(value -> new Item(value.m()))
                .toList();
    }

    /** Deleting takes DynamoDB its time: until then the item is still read, and is not to be shown. */
    public boolean isExpired(Instant now) {
        return has(TTL) && number(TTL) <= now.getEpochSecond();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return "Item" + attributes.keySet();
    }

    /** An item that is being put together. */
    public static final class Builder {

        private final Map<String, AttributeValue> attributes;

        private Builder(Map<String, AttributeValue> key) {
            this.attributes = new HashMap<>(key);
        }

        public Builder with(String attribute, Value value) {
            attributes.put(attribute, value.attribute());
            return this;
        }

        public Builder text(String attribute, String value) {
            return with(attribute, Value.text(value));
        }

        public Builder number(String attribute, long value) {
            return with(attribute, Value.number(value));
        }

        /** Not a copy: the bytes must not be changed afterwards. */
        public Builder bytes(String attribute, byte[] value) {
            return with(attribute, Value.bytes(value));
        }

        /** Lets the item expire at a time, epoch milliseconds. */
        public Builder expiry(long epochMillis) {
            return with(TTL, Value.expiry(epochMillis));
        }

        public Builder expiry(Instant at) {
            return with(TTL, Value.number(at.getEpochSecond()));
        }

        public Item build() {
            return new Item(Map.copyOf(attributes));
        }
    }
}
