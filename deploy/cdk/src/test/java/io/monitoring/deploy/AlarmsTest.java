package io.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An alarm can fire when somebody publishes its metric under just these dimensions. */
class AlarmsTest {

    /** By namespace, from the services' own lists: name of the metric and of its one dimension. */
    private static final Map<String, Map<String, String>> PUBLISHED = Map.of(
            "AWS/ApiGateway", Map.of("5XXError", "ApiName", "Count", "ApiName", "Latency", "ApiName"),
            "AWS/DynamoDB", Map.of("ReadThrottleEvents", "TableName", "WriteThrottleEvents", "TableName"),
            "AWS/Lambda", Map.of("Errors", "FunctionName", "Throttles", "FunctionName"),
            "AWS/SQS",
                    Map.of(
                            "ApproximateAgeOfOldestMessage",
                            "QueueName",
                            "ApproximateNumberOfMessagesVisible",
                            "QueueName"));

    private static final Path BREAKERS = Path.of("../../src/main/java/io/monitoring/platform/guard/Breakers.java");

    private final Synthesised prod = Synthesised.prod();

    @Test
    void everyAlarmWatchesAMetricThatIsPublished() {
        for (JsonNode alarm : alarms()) {
            for (JsonNode metric : metrics(alarm)) {
                String namespace = metric.path("Namespace").asText();
                String name = metric.path("MetricName").asText();
                if (namespace.equals("Monitoring-prod")) {
                    assertThat(filters()).allMatch(filter -> filter.at("/MetricTransformations/0/MetricName")
                            .asText()
                            .equals(name));
                    assertThat(metric.path("Dimensions")).isEmpty();
                    continue;
                }
                assertThat(PUBLISHED).containsKey(namespace);
                assertThat(PUBLISHED.get(namespace)).containsKey(name);
                assertThat(metric.path("Dimensions").findValuesAsText("Name"))
                        .as(name)
                        .containsExactly(PUBLISHED.get(namespace).get(name));
            }
        }
    }

    @Test
    void thereIsOneForEverythingThatWakesSomebody() {
        assertThat(alarms().stream().map(alarm -> alarm.path("AlarmName").asText()))
                .containsExactlyInAnyOrder(
                        "OutageDetection",
                        "monitoring-5xx-prod",
                        "monitoring-latency-p95-prod",
                        "monitoring-throttles-prod",
                        "monitoring-queue-age-prod",
                        "monitoring-dead-letters-prod",
                        "monitoring-breaker-open-prod",
                        "monitoring-functions-prod");
    }

    @Test
    void everyAlarmGoesToATopicThatTakesItAndToSomebody() {
        assertThat(alarms()).allMatch(alarm -> alarm.path("AlarmActions").size() == 1);
        assertThat(prod.all("AWS::SNS::Topic").get(0).path("TopicName").asText())
                .isEqualTo("monitoring-alerts-prod");
        assertThat(prod.all("AWS::SNS::TopicPolicy").get(0).at("/PolicyDocument/Statement"))
                .anyMatch(
                        statement -> statement.at("/Principal/Service").asText().equals("cloudwatch.amazonaws.com"));
        assertThat(prod.all("AWS::SNS::Subscription")).hasSize(1);
    }

    /** The alarm of an open breaker reads the log: by the words of the line that the application writes. */
    @Test
    void theBreakersLineIsTheApplications() throws IOException {
        String line = String.format(
                format(), "dynamodb-write", "CLOSED", "OPEN", "too many failed attempts, the last: timeout");
        String halfOpen = String.format(format(), "dynamodb-write", "OPEN", "HALF_OPEN", "open time elapsed");

        assertThat(line).contains(Alarms.BREAKER_OPENED);
        assertThat(halfOpen).doesNotContain(Alarms.BREAKER_OPENED.get(1));
        assertThat(filters())
                .hasSize(4)
                .allMatch(filter -> filter.path("FilterPattern").asText().equals("\"circuit_breaker\" \"to=OPEN\""));
        assertThat(new TreeSet<>(prod.all("AWS::Logs::MetricFilter").stream()
                        .map(filter -> filter.at("/LogGroupName/Ref").asText())
                        .toList()))
                .hasSize(4);
    }

    private static String format() throws IOException {
        return Files.readString(BREAKERS)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("\"circuit_breaker "))
                .map(line -> line.substring(1, line.lastIndexOf('"')).replace("\\\"", "\""))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> alarms() {
        return prod.all("AWS::CloudWatch::Alarm");
    }

    private List<JsonNode> filters() {
        return prod.all("AWS::Logs::MetricFilter");
    }

    /** An alarm's own metric, or those of its expression. */
    private static List<JsonNode> metrics(JsonNode alarm) {
        List<JsonNode> metrics = new ArrayList<>(alarm.findValues("Metric"));
        if (alarm.has("MetricName")) {
            metrics.add(alarm);
        }
        assertThat(metrics).isNotEmpty();
        return metrics;
    }
}
