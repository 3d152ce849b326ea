package io.monitoring.advisor.archive;

import io.monitoring.platform.aws.DynamoGateway;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.table.ItemAttributes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps analyses in the one table ({@link AnalysisItems}), behind the guarded door. */
@ApplicationScoped
public class AnalysisStore {

    /** How many of the latest analyses are searched for similar ones: they are read with every analysis, within its time. */
    private static final int SEARCHED = 200;

    private final DynamoGateway dynamo;
    private final String table;
    private final ArchiveConfig config;
    private final Clock clock;

    AnalysisStore(DynamoGateway dynamo, Environment environment, ArchiveConfig config, Clock clock) {
        this.dynamo = dynamo;
        this.table = environment.tableName();
        this.config = config;
        this.clock = clock;
    }

    /** @param next where to go on; null on the last page */
    public record Page(List<StoredAnalysis> analyses, String next) {}

    /** The document first: what is listed can be read. */
    public Uni<Void> keep(StoredAnalysis analysis, byte[] json) {
        Instant expiry = clock.instant().plus(config.retention());
        return put(AnalysisItems.document(analysis.id(), json, expiry))
                .chain(() -> put(AnalysisItems.entry(analysis, expiry)));
    }

    private Uni<Void> put(Map<String, AttributeValue> item) {
        return dynamo.write(client -> client.putItem(put -> put.tableName(table).item(item)))
                .replaceWithVoid();
    }

    /** The JSON of an analysis; empty when there is none of that id, or no more. */
    public Uni<Optional<byte[]>> document(String id) {
        return dynamo.read(client -> client.getItem(
                        get -> get.tableName(table).key(AnalysisItems.key(id)).consistentRead(true)))
                .map(answer -> answer.hasItem() && !ItemAttributes.isExpired(answer.item(), clock.instant())
                        ? Optional.of(AnalysisItems.document(answer.item()))
                        : Optional.empty());
    }

    /** Newest first. {@code after} is the id that the page before ended with, or null. */
    public Uni<Page> list(int limit, String after) {
        return newest(limit + 1, after, true)
                .map(found -> found.size() <= limit
                        ? new Page(found, null)
                        : new Page(found.subList(0, limit), found.get(limit - 1).id()));
    }

    /** The latest that are searched, for comparing; eventually consistent. */
    public Uni<List<StoredAnalysis>> latest() {
        return newest(SEARCHED, null, false);
    }

    private Uni<List<StoredAnalysis>> newest(int limit, String after, boolean consistent) {
        return dynamo.read(client -> client.query(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AnalysisItems.LIST))
                        .exclusiveStartKey(after == null ? null : AnalysisItems.entryKey(after))
                        .scanIndexForward(false)
                        .consistentRead(consistent)
                        .limit(limit)))
                .map(answer -> answer.items().stream()
                        .filter(item -> !ItemAttributes.isExpired(item, clock.instant()))
                        .map(AnalysisItems::entry)
                        .toList());
    }
}
