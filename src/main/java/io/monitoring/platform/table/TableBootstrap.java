package io.monitoring.platform.table;

import io.monitoring.platform.aws.BootstrapException;
import io.monitoring.platform.aws.StartRetry;
import io.monitoring.platform.aws.StartRetry.NotYet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** Makes the table where it is missing, and refuses one with other keys. Safe to run in several instances at once. */
final class TableBootstrap {

    private static final Logger LOG = Logger.getLogger(TableBootstrap.class);
    private static final String NEEDED = "pk (S, HASH), sk (S, RANGE)";

    private final DynamoDbAsyncClient client;
    private final String table;
    private final StartRetry patience;

    TableBootstrap(DynamoDbAsyncClient client, String table, StartRetry patience) {
        this.client = client;
        this.table = table;
        this.patience = patience;
    }

    CompletableFuture<Void> ensure() {
        return patience.with("DynamoDB table " + table, () -> activeTable().thenCompose(active -> expiry()))
                .thenCompose(done -> recovery());
    }

    private CompletableFuture<TableDescription> activeTable() {
        return client.describeTable(b -> b.tableName(table))
                .thenApply(answer -> usable(answer.table()))
                .exceptionallyCompose(failure -> StartRetry.cause(failure) instanceof ResourceNotFoundException
                        ? create()
                        : CompletableFuture.failedFuture(failure));
    }

    private TableDescription usable(TableDescription found) {
        String keys = keys(found);
        if (!keys.equals(NEEDED)) {
            throw new BootstrapException(
                    "DynamoDB table %s has the keys %s; monitoring-api needs %s. Name another table in"
                                    .formatted(table, keys, NEEDED)
                            + " TABLE_NAME, or remove this one.");
        }
        if (found.tableStatus() == TableStatus.CREATING || found.tableStatus() == TableStatus.DELETING) {
            throw new NotYet("the table is " + found.tableStatus());
        }
        return found;
    }

    private static String keys(TableDescription found) {
        Map<String, ScalarAttributeType> types = found.attributeDefinitions().stream()
                .collect(Collectors.toMap(AttributeDefinition::attributeName, AttributeDefinition::attributeType));
        return found.keySchema().stream()
                .map(key -> "%s (%s, %s)"
                        .formatted(key.attributeName(), types.get(key.attributeName()), key.keyTypeAsString()))
                .collect(Collectors.joining(", "));
    }

    private CompletableFuture<TableDescription> create() {
        return client.createTable(b -> b.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(List.of(text(Item.PK), text(Item.SK)))
                        .keySchema(List.of(key(Item.PK, KeyType.HASH), key(Item.SK, KeyType.RANGE))))
                .thenAccept(created -> LOG.infof("made the DynamoDB table %s", table))
                .exceptionallyCompose(failure -> StartRetry.cause(failure) instanceof ResourceInUseException
                        ? CompletableFuture.completedFuture(null) // another instance was faster
                        : CompletableFuture.failedFuture(failure))
                .thenApply(made -> {
                    throw new NotYet("the table has just been made");
                });
    }

    private CompletableFuture<Void> expiry() {
        return client.describeTimeToLive(b -> b.tableName(table))
                .thenCompose(answer -> switch (answer.timeToLiveDescription().timeToLiveStatus()) {
                    case ENABLED, ENABLING -> sameExpiry(answer.timeToLiveDescription());
                    case DISABLING, UNKNOWN_TO_SDK_VERSION ->
                        CompletableFuture.failedFuture(new NotYet("expiry is being switched off"));
                    case DISABLED -> enableExpiry();
                });
    }

    private CompletableFuture<Void> sameExpiry(TimeToLiveDescription found) {
        return Item.TTL.equals(found.attributeName())
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new BootstrapException(
                        "DynamoDB table %s expires items by the attribute %s; monitoring-api needs %s."
                                .formatted(table, found.attributeName(), Item.TTL)));
    }

    private CompletableFuture<Void> enableExpiry() {
        return client.updateTimeToLive(b -> b.tableName(table)
                        .timeToLiveSpecification(s -> s.attributeName(Item.TTL).enabled(true)))
                .handle((answer, failure) -> failure)
                .thenCompose(failure -> failure == null
                        ? CompletableFuture.completedFuture(null)
                        // Another instance may have been faster, which is a validation error: look again.
                        : CompletableFuture.failedFuture(new NotYet("expiry: " + StartRetry.cause(failure))));
    }

    /** Point-in-time recovery is worth a warning but not the start; some compatible servers do not know it at all. */
    private CompletableFuture<Void> recovery() {
        return patience.with("point-in-time recovery of " + table, this::enableRecovery)
                .exceptionally(failure -> {
                    LOG.logf(
                            unknownOperation(StartRetry.cause(failure)) ? Logger.Level.DEBUG : Logger.Level.WARN,
                            "not enabled: %s",
                            StartRetry.cause(failure).getMessage());
                    return null;
                });
    }

    private static boolean unknownOperation(Throwable failure) {
        return failure != null
                && failure.getCause() instanceof DynamoDbException answer
                && answer.awsErrorDetails() != null
                && "UnknownOperationException".equals(answer.awsErrorDetails().errorCode());
    }

    private CompletableFuture<Void> enableRecovery() {
        return client.describeContinuousBackups(b -> b.tableName(table))
                .thenCompose(answer -> switch (answer.continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus()) {
                    case ENABLED -> CompletableFuture.<Void>completedFuture(null);
                    case DISABLED, UNKNOWN_TO_SDK_VERSION ->
                        client.updateContinuousBackups(b -> b.tableName(table)
                                        .pointInTimeRecoverySpecification(s -> s.pointInTimeRecoveryEnabled(true)))
                                .thenAccept(enabled -> LOG.infof("point-in-time recovery of %s is on", table));
                })
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        StartRetry.cause(failure) instanceof ContinuousBackupsUnavailableException unavailable
                                ? new NotYet(unavailable.getMessage()) // while a new table is being set up
                                : failure));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
