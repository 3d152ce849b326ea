package io.monitoring.deploy;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** What CloudWatch has of the parts, by the names under which AWS publishes it. */
record Metrics(String api, String table, String queue, String deadLetters) {

    static final String SUM = "Sum";
    static final String MAXIMUM = "Maximum";

    static Metrics of(FrontDoor api, MetricsTable table, ProcessingQueues queues) {
        return new Metrics(
                api.name(),
                table.name(),
                queues.processing().getQueueName(),
                queues.dead().getQueueName());
    }

    /** Percent of requests that were answered 5xx; 0 where there were none. */
    IMetric serverErrorRate(Duration period) {
        return MathExpression.Builder.create()
                .label("5XX %")
                .expression("IF(requests > 0, 100 * errors / requests, 0)")
                .usingMetrics(
                        Map.of("errors", gateway("5XXError", SUM, period), "requests", gateway("Count", SUM, period)))
                .period(period)
                .build();
    }

    Metric gateway(String metric, String statistic, Duration period) {
        return metric("AWS/ApiGateway", metric, Map.of("ApiName", api), statistic, period);
    }

    /** Throttled reads and writes of the table. {@code UserErrors} has no table, and counts the caller's mistakes. */
    IMetric throttles(Duration period) {
        return MathExpression.Builder.create()
                .label("throttled")
                .expression("FILL(reads, 0) + FILL(writes, 0)")
                .usingMetrics(Map.of(
                        "reads", tableMetric("ReadThrottleEvents", period),
                        "writes", tableMetric("WriteThrottleEvents", period)))
                .period(period)
                .build();
    }

    Metric tableMetric(String metric, Duration period) {
        return metric("AWS/DynamoDB", metric, Map.of("TableName", table), SUM, period);
    }

    Metric oldestMessage(Duration period) {
        return metric("AWS/SQS", "ApproximateAgeOfOldestMessage", Map.of("QueueName", queue), MAXIMUM, period);
    }

    Metric waitingMessages(Duration period) {
        return metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue), MAXIMUM, period);
    }

    Metric waitingDeadLetters(Duration period) {
        return metric(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", deadLetters), MAXIMUM, period);
    }

    static Metric function(String function, String metric, String statistic, Duration period) {
        return metric("AWS/Lambda", metric, Map.of("FunctionName", function), statistic, period);
    }

    static Metric metric(
            String namespace, String name, Map<String, String> dimensions, String statistic, Duration period) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(period)
                .build();
    }
}
