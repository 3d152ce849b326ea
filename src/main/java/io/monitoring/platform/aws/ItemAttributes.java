package io.monitoring.platform.aws;

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
}
