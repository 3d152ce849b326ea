package io.monitoring.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ReplicaTableProps;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The one table: what {@code platform.TableBootstrap} makes elsewhere. */
final class MetricsTable extends Construct {

    private static final List<String> READ = List.of("dynamodb:GetItem", "dynamodb:Query");
    /** A transaction asks for the rights of the writes in it. */
    private static final List<String> WRITE = List.of(
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:ConditionCheckItem");
    /** Partitions of the fleet's own items: F, F#breaker, and the probe's. */
    private static final List<String> CONTROL = List.of("F", "F#*", "control");

    /** Partitions of the analyses: the list, and a document each. */
    private static final List<String> ANALYSES = List.of("A", "A#*");

    private final TableV2 table;
    private final String name;

    MetricsTable(Construct scope, Settings settings) {
        super(scope, "Metrics");
        name = settings.named("ApplicationMetrics");
        table = TableV2.Builder.create(this, "Table")
                .tableName(name)
                .partitionKey(key("pk"))
                .sortKey(key("sk"))
                .timeToLiveAttribute("TTL")
                .billing(Billing.onDemand())
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(settings.production())
                .removalPolicy(settings.production() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .replicas(settings.replicaRegions().stream()
                        .map(region -> ReplicaTableProps.builder()
                                .region(region)
                                .deletionProtection(settings.production())
                                .build())
                        .toList())
                .build();
    }

    String name() {
        return name;
    }

    TableV2 table() {
        return table;
    }

    PolicyStatement reading() {
        return PolicyStatement.Builder.create()
                .sid("ReadPoints")
                .actions(READ)
                .resources(List.of(table.getTableArn()))
                .build();
    }

    PolicyStatement writing() {
        return PolicyStatement.Builder.create()
                .sid("WritePoints")
                .actions(WRITE)
                .resources(List.of(table.getTableArn()))
                .build();
    }

    /** Breaker state, heartbeats and the probe's item: what every instance reads and writes, and no point. */
    PolicyStatement control() {
        return PolicyStatement.Builder.create()
                .sid("FleetState")
                .actions(List.of(
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:BatchWriteItem"))
                .resources(List.of(table.getTableArn()))
                .conditions(Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", CONTROL)))
                .build();
    }

    /** Analyses are kept for the next one like them. */
    PolicyStatement keepingAnalyses() {
        return PolicyStatement.Builder.create()
                .sid("KeepAnalyses")
                .actions(List.of("dynamodb:PutItem"))
                .resources(List.of(table.getTableArn()))
                .conditions(Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", ANALYSES)))
                .build();
    }

    private static Attribute key(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
