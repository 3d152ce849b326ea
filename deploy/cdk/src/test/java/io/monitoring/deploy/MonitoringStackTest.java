package io.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CloudFormation would be given. */
class MonitoringStackTest {

    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String TABLE = "AWS::DynamoDB::GlobalTable";
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final Path REPOSITORY = Path.of("../..");

    private final Synthesised prod = Synthesised.prod();
    private final Synthesised dev = Synthesised.dev();

    @Test
    void runsFourFunctionsFromOneZip() {
        List<JsonNode> functions = prod.all(FUNCTION);

        assertThat(functions).hasSize(4);
        assertThat(functions.stream().map(each -> each.path("Code")).distinct()).hasSize(1);
        assertThat(functions.stream().map(each -> each.path("Role")).distinct()).hasSize(4);
        assertThat(functions)
                .allMatch(each -> each.path("ReservedConcurrentExecutions").asInt() > 0);
    }

    @Test
    void cannotBeDeployedWithoutTheZip(@TempDir Path folder) throws IOException {
        Path zip = Files.writeString(folder.resolve("function.zip"), "PK");

        Synthesised built = Synthesised.of(Synthesised.settings("dev", zip, List.of()));

        assertThat(dev.template().path("Rules").has("FunctionZip")).isTrue();
        assertThat(built.template().path("Rules").has("FunctionZip")).isFalse();
    }

    @Test
    void keepsTheTableInProduction() {
        JsonNode table = prod.resources(TABLE).findFirst().orElseThrow();
        JsonNode properties = table.path("Properties");

        assertThat(table.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(properties.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(properties.at("/TimeToLiveSpecification/AttributeName").asText())
                .isEqualTo("TTL");
        JsonNode replica = properties.at("/Replicas/0");
        assertThat(replica.path("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(replica.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(dev.resources(TABLE)
                        .findFirst()
                        .orElseThrow()
                        .path("DeletionPolicy")
                        .asText())
                .isEqualTo("Delete");
    }

    @Test
    void hasTheTableInOtherRegionsWhereThatIsAskedFor() {
        Synthesised global =
                Synthesised.of(Synthesised.settings("prod", Path.of("absent"), List.of("eu-west-1", "ap-south-1")));

        assertThat(global.all(TABLE).get(0).path("Replicas").findValuesAsText("Region"))
                .containsExactlyInAnyOrder("us-east-1", "eu-west-1", "ap-south-1");
    }

    @Test
    void givesMessagesUpAfterThreeTimesAndKeepsThemForTwoWeeks() {
        JsonNode queue = prod.one(QUEUE, "QueueName", "monitoring-queue-prod");
        JsonNode dead = prod.one(QUEUE, "QueueName", "monitoring-dlq-prod");
        int timeout = prod.one(FUNCTION, "FunctionName", "monitoring-processor-prod")
                .path("Timeout")
                .asInt();

        assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(3);
        assertThat(queue.path("VisibilityTimeout").asInt()).isGreaterThanOrEqualTo(6 * timeout);
        assertThat(List.of(queue, dead))
                .allMatch(each -> each.path("MessageRetentionPeriod").asInt() == 14 * 24 * 3600);
    }

    @Test
    void takesBackOnlyTheMessagesOfABatchThatFailed() {
        JsonNode mapping = prod.all("AWS::Lambda::EventSourceMapping").get(0);

        assertThat(Synthesised.texts(mapping.path("FunctionResponseTypes"))).containsExactly("ReportBatchItemFailures");
        assertThat(mapping.path("BatchSize").asInt()).isEqualTo(10);
    }

    @Test
    void theFunctionsUrlIsForCallersWithRightsAndHealthIsNeverCached() {
        JsonNode settings = prod.all("AWS::ApiGateway::Stage").get(0).path("MethodSettings");

        assertThat(prod.all("AWS::Lambda::Url").get(0).path("AuthType").asText())
                .isEqualTo("AWS_IAM");
        assertThat(settings)
                .anySatisfy(each -> {
                    assertThat(each.path("ResourcePath").asText()).isEqualTo("/~1health");
                    assertThat(each.path("CachingEnabled").asBoolean(true)).isFalse();
                })
                .allMatch(each -> each.path("ThrottlingRateLimit").asInt() > 0);
        assertThat(prod.all("AWS::ApiGateway::Stage")
                        .get(0)
                        .path("CacheClusterEnabled")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void scalesWhatIsKeptWarm() {
        assertThat(prod.all("AWS::ApplicationAutoScaling::ScalableTarget")
                        .get(0)
                        .path("ScalableDimension")
                        .asText())
                .isEqualTo("lambda:function:ProvisionedConcurrency");
        assertThat(dev.all("AWS::ApplicationAutoScaling::ScalableTarget")).isEmpty();
    }

    @Test
    void givesNoRightToEverything() {
        assertThat(prod.rights()).isNotEmpty().allSatisfy(right -> {
            assertThat(Synthesised.texts(right.path("Resource"))).doesNotContain("*");
            assertThat(Synthesised.texts(right.path("Action"))).noneMatch(action -> action.contains("*"));
        });
    }

    @Test
    void aFunctionThatStoresNothingMayNotWritePoints() {
        for (String function : List.of("monitoring-health-prod", "monitoring-ai-analysis-prod")) {
            assertThat(Synthesised.rights(prod.roleOf(function)))
                    .as(function)
                    .filteredOn(right -> Synthesised.texts(right.path("Action")).contains("dynamodb:PutItem"))
                    .isNotEmpty()
                    .allMatch(right -> right.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys")
                            .isArray())
                    .noneMatch(right -> Synthesised.texts(
                                    right.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys"))
                            .contains("*"));
        }
        assertThat(Synthesised.rights(prod.roleOf("monitoring-health-prod")))
                .noneMatch(right -> Synthesised.texts(right.path("Action")).contains("sqs:SendMessage"));
    }

    private static String keyPrefixes() throws IOException {
        return Files.readString(REPOSITORY.resolve("src/main/java/io/monitoring/platform/table/KeyPrefix.java"));
    }

    /** Those partitions are named in the application, and an item elsewhere would be refused. */
    @Test
    void theFleetsPartitionsAreThoseThatTheApplicationUses() throws IOException {
        assertThat(keyPrefixes()).contains("FLEET(\"F\")", "TRANSITIONS(\"F#\")", "PROBE(\"control\")");
    }

    @Test
    void theAnalysisMayKeepWhatItFound() throws IOException {
        assertThat(keyPrefixes()).contains("ANALYSES(\"A\")", "ANALYSIS(\"A#\")");
        assertThat(Synthesised.rights(prod.roleOf("monitoring-ai-analysis-prod")))
                .filteredOn(right -> Synthesised.texts(right.path("Action")).contains("dynamodb:PutItem"))
                .anySatisfy(right -> assertThat(
                                Synthesised.texts(right.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys")))
                        .containsExactlyInAnyOrder("A", "A#*"));
    }

    @Test
    void opensWhatAJvmOutsideOfItsJarHasToOpen() {
        assertThat(prod.all(FUNCTION)).allSatisfy(function -> assertThat(
                        function.at("/Environment/Variables/JAVA_TOOL_OPTIONS").asText())
                .contains("--add-opens=java.base/java.lang=ALL-UNNAMED"));
    }

    @Test
    void everyLogEndsSomeDay() {
        assertThat(prod.all("AWS::Logs::LogGroup"))
                .hasSizeGreaterThan(4)
                .allMatch(group -> group.path("RetentionInDays").asInt() > 0);
    }

    @Test
    void setsOnlyVariablesThatTheApplicationReads() throws IOException {
        Set<String> known = new HashSet<>(Set.of("JAVA_TOOL_OPTIONS", "BEDROCK_MODEL_ID"));
        Matcher row = Pattern.compile("(?m)^\\| `monitoring\\.[^`]+` \\| `([A-Z0-9_]+)` \\|")
                .matcher(Files.readString(REPOSITORY.resolve("docs/configuration.md")));
        while (row.find()) {
            known.add(row.group(1).replace("___", "__DEFAULT__"));
        }

        assertThat(prod.all(FUNCTION)).allSatisfy(function -> assertThat(
                        function.at("/Environment/Variables").fieldNames())
                .toIterable()
                .isNotEmpty()
                .allMatch(known::contains));
    }
}
