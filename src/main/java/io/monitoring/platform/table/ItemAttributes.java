package io.monitoring.platform.table;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What every item of the one table has, whosever it is: its two keys, and the time from which DynamoDB may delete it. */
public final class ItemAttributes {

    public static final String PK = "pk";
    public static final String SK = "sk";

    /** Epoch seconds; an item without it stays. */
    public static final String TTL = "TTL";

    private ItemAttributes() {}

    /** Deleting takes DynamoDB its time: until then the item is still read, and is not to be shown. */
    public static boolean isExpired(Map<String, AttributeValue> item, Instant now) {
        AttributeValue expiry = item.get(TTL);
        return expiry != null && Long.parseLong(expiry.n()) <= now.getEpochSecond();
    }

    public static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(PK, text(pk), SK, text(sk));
    }

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** A time to live: the second in which an item that is kept until {@code epochMillis} expires. */
    public static AttributeValue expiry(long epochMillis) {
        return number(Math.ceilDiv(epochMillis, 1000));
    }

    /** The sort-key text of a stamp; 13 digits last until the year 2286. */
    public static String stamp(long stamp) {
        return String.format("%013d", stamp);
    }

    public static long numberOf(Map<String, AttributeValue> item, String attribute, long otherwise) {
        AttributeValue value = item.get(attribute);
        return value == null || value.n() == null ? otherwise : Long.parseLong(value.n());
    }
}
