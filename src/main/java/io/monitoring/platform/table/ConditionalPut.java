package io.monitoring.platform.table;

import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** An item to be put within a transaction, which is refused as a whole where the condition of one does not hold. */
public final class ConditionalPut extends Expression<ConditionalPut> {

    /** The condition that a key is free. */
    public static final String NEW = "attribute_not_exists(pk)";

    private final Item item;
    private boolean showingOld;

    private ConditionalPut(Item item) {
        this.item = item;
    }

    /** Its key must be free, unless {@link #when} says otherwise. */
    public static ConditionalPut of(Item item) {
        return new ConditionalPut(item).when(NEW);
    }

    /** Has the refusal say what lies there. */
    public ConditionalPut showingOld() {
        showingOld = true;
        return this;
    }

    public ItemKey key() {
        return item.key();
    }

    @Override
    ConditionalPut self() {
        return this;
    }

    TransactWriteItem write(String table) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table)
                        .item(item.attributes())
                        .conditionExpression(condition())
                        .expressionAttributeNames(namesIn(condition()))
                        .expressionAttributeValues(values())
                        .returnValuesOnConditionCheckFailure(
                                showingOld
                                        ? ReturnValuesOnConditionCheckFailure.ALL_OLD
                                        : ReturnValuesOnConditionCheckFailure.NONE)
                        .build())
                .build();
    }
}
