package io.monitoring.platform.table;

import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A change of one item, in DynamoDB's language of update and condition expressions. */
public final class Update extends Expression<Update> {

    private final String change;

    private Update(String change) {
        this.change = change;
    }

    /** @param change such as {@code SET late = :late} */
    public static Update of(String change) {
        return new Update(change);
    }

    @Override
    Update self() {
        return this;
    }

    UpdateItemRequest.Builder request() {
        return UpdateItemRequest.builder()
                .updateExpression(change)
                .conditionExpression(condition())
                .expressionAttributeNames(namesIn(change, condition()))
                .expressionAttributeValues(values());
    }
}
