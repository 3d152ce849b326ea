package io.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the runbooks, and what their tests are seeded with, call by name is in the template of {@code prod}. */
class RunbookNamesTest {

    private static final Path SEED = Path.of("..", "..", "src", "test", "resources", "runbooks", "seed.sh");
    /** What only the seed has: a function that is not as it should be. */
    private static final String NOT_OURS = "monitoring-api-isolated";

    /**
     * Metrics that AWS publishes of a table or a function by itself, with the dimension that it does so by, and that the template
     * has no alarm and no graph of.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html">DynamoDB</a>
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda</a>
     */
    private static final Set<String> PUBLISHED_BY_AWS = Set.of(
            "AWS/DynamoDB SystemErrors TableName",
            "AWS/DynamoDB SystemErrors Operation",
            "AWS/DynamoDB SuccessfulRequestLatency TableName",
            "AWS/DynamoDB SuccessfulRequestLatency Operation",
            "AWS/Lambda Duration FunctionName",
            "AWS/Lambda Throttles FunctionName");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        AWS::Lambda::Function       | FunctionName  | --function-name (\\S+)
        AWS::DynamoDB::GlobalTable  | TableName     | --(?:source-)?table-name (\\S+)
        AWS::DynamoDB::GlobalTable  | TableName     | Name=TableName,Value=(\\S+)
        AWS::Lambda::Function       | FunctionName  | Name=FunctionName,Value=(\\S+)
        AWS::SQS::Queue             | QueueName     | --queue-name (\\S+)
        AWS::CloudWatch::Dashboard  | DashboardName | --dashboard-name (\\S+)
        AWS::Logs::LogGroup         | LogGroupName  | --log-group-name(?:-prefix)? (\\S+)
        AWS::ApiGateway::RestApi    | Name          | items\\[\\?name==([^\\]]+)]
        AWS::ApiGateway::RestApi    | Name          | Name=ApiName,Value=(\\S+)
        AWS::ApiGateway::RestApi    | Name          | create-rest-api --name (\\S+)
        AWS::Lambda::Alias          | Name          | --qualifier (\\S+)
        AWS::Lambda::Alias          | Name          | [a-z]+-alias .*--name (\\S+)
        """)
    void isInTheTemplate(String type, String property, String pattern) {
        Set<String> names = Stream.concat(RunbookCalls.all().stream(), Stream.of(seed()))
                .flatMap(calls -> calls.named(pattern).stream())
                .filter(name -> !name.equals(NOT_OURS))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(
                        Synthesised.prod().one(type, property, name))
                .isNotNull());
    }

    @Test
    void knowsTheQueuesAndTheFunctionsOfTheLoops() {
        Set<String> names = RunbookCalls.all().stream()
                .flatMap(calls -> calls.named("--(?:queue|function)-name (\\S+)").stream())
                .collect(Collectors.toSet());

        assertThat(names)
                .contains(
                        "monitoring-queue-prod",
                        "monitoring-dlq-prod",
                        "monitoring-api-prod",
                        "monitoring-ai-analysis-prod",
                        "monitoring-processor-prod",
                        "monitoring-health-prod");
    }

    /** But for those that a step makes itself. */
    @Test
    void alarmsAreInTheTemplate() {
        Stream<String> looked = RunbookCalls.all().stream()
                .flatMap(calls -> calls.named("--alarm-names (\\S+)").stream()
                        .filter(name -> !calls.named("--alarm-name (\\S+)").contains(name)));
        Stream<String> answered = RunbookCalls.files().stream()
                .flatMap(file -> Pattern.compile("(?ms)^alerts:$(.*?)^\\S")
                        .matcher(RunbookCalls.read(file))
                        .results())
                .flatMap(alerts -> alerts.group(1).lines())
                .map(line -> line.strip().replace("- ", "").replace("<env>", "prod"))
                .filter(name -> !name.isEmpty());

        assertThat(Stream.concat(looked, answered)).hasSizeGreaterThan(5).allSatisfy(name -> assertThat(
                        Synthesised.prod().one("AWS::CloudWatch::Alarm", "AlarmName", name))
                .isNotNull());
    }

    /** A metric with a dimension is one that an alarm or a graph of the stack has, or that AWS documents. */
    @Test
    void metricsHaveTheirDimensions() {
        String template = Stream.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard")
                .flatMap(type -> Synthesised.prod().all(type).stream())
                .map(JsonNode::toString)
                .collect(Collectors.joining())
                .replace("\\\"", "\"");
        Set<String> asked = RunbookCalls.all().stream()
                .flatMap(RunbookCalls::each)
                .flatMap(RunbookNamesTest::metrics)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).hasSizeGreaterThan(8).allSatisfy(metric -> {
            String[] parts = metric.split(" ");
            boolean drawn = template.contains("[\"%s\",\"%s\",\"%s\"".formatted((Object[]) parts));
            boolean alarmed =
                    template.contains("\"MetricName\":\"%s\",\"Namespace\":\"%s\"".formatted(parts[1], parts[0]))
                            && template.contains("{\"Name\":\"%s\"".formatted(parts[2]));
            assertThat(drawn || alarmed || PUBLISHED_BY_AWS.contains(metric)).isTrue();
        });
    }

    @Test
    void step4FindsTheEndpointOfDynamoDb() {
        assertThat(Synthesised.prod().all("AWS::EC2::VPCEndpoint"))
                .anyMatch(endpoint -> endpoint.path("ServiceName").toString().contains(".dynamodb\""));
    }

    /** Step 7 puts provisioned concurrency on an alias, since Lambda takes it for nothing else but a version. */
    @Test
    void step7HasAnAliasToScale() {
        int warm = Synthesised.prod()
                .one("AWS::Lambda::Alias", "Name", "live")
                .at("/ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions")
                .asInt();

        assertThat(warm).isPositive();
        assertThat(Synthesised.prod().file()).hasFileName("MonitoringStack-prod.template.json");
    }

    /** The parameters that differ from account to account. */
    @Test
    void whatTheReaderHasToFillInIsAnOutput() {
        assertThat(Synthesised.prod().template().path("Outputs").fieldNames())
                .toIterable()
                .contains("ApiUrl", "FunctionUrl", "TableName", "QueueUrl", "DashboardUrl");
    }

    private static Stream<String> metrics(RunbookCalls call) {
        List<String> dimensions = call.named("Name=(\\w+),Value=");
        return call.named("--namespace (\\S+)").stream()
                .flatMap(
                        namespace -> call.named("--metric-name (\\S+)").stream().map(name -> namespace + " " + name))
                .flatMap(metric -> dimensions.stream().map(dimension -> metric + " " + dimension));
    }

    private static RunbookCalls seed() {
        return RunbookCalls.of("seed.sh", RunbookCalls.read(SEED), Map.of("ENVIRONMENT", "prod"));
    }
}
