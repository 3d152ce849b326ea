package io.monitoring.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** What wakes somebody up, each on a metric that AWS or the application's log does publish, and the topic it goes to. */
final class Alarms extends Construct {

    /** The line that {@code platform.Breakers} writes: {@code circuit_breaker name=sqs from=CLOSED to=OPEN reason="..."}. */
    static final List<String> BREAKER_OPENED = List.of("circuit_breaker", "to=OPEN");

    private static final Duration MINUTE = Duration.minutes(1);
    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final double OUTAGE_PERCENT = 10;
    private static final double ERROR_PERCENT = 1;
    private static final double SLOW_MILLIS = 1000;
    private static final double OLD_SECONDS = 900;

    private final Settings settings;
    private final Topic topic;
    private final Metric breakerOpened;
    private final List<Alarm> all = new ArrayList<>();

    Alarms(
            Construct scope,
            Settings settings,
            FrontDoor api,
            MetricsTable table,
            ProcessingQueues queues,
            Functions functions) {
        super(scope, "Alarms");
        this.settings = settings;
        topic = topic();
        breakerOpened = breakerOpened(functions);
        var metrics = Metrics.of(api, table, queues);
        alarm(
                settings.plainInProduction("OutageDetection"),
                "More than 10 % of requests to the API are answered 5xx, two minutes in a row: runbook of the outage",
                metrics.serverErrorRate(MINUTE),
                OUTAGE_PERCENT,
                2);
        alarm(
                "monitoring-5xx",
                "More than 1 % of requests are answered 5xx",
                metrics.serverErrorRate(FIVE_MINUTES),
                ERROR_PERCENT,
                2);
        alarm(
                "monitoring-latency-p95",
                "One request in twenty takes more than a second",
                metrics.gateway("Latency", "p95", FIVE_MINUTES),
                SLOW_MILLIS,
                3);
        alarm("monitoring-throttles", "DynamoDB throttles the table", metrics.throttles(MINUTE), 0, 2);
        alarm(
                "monitoring-queue-age",
                "The oldest message has waited for a quarter of an hour: nobody works on the queue, or DynamoDB is away",
                metrics.oldestMessage(MINUTE),
                OLD_SECONDS,
                3);
        alarm(
                "monitoring-dead-letters",
                "A message has failed three times; what it was about is not rolled up until it is brought back",
                metrics.waitingDeadLetters(MINUTE),
                0,
                1);
        alarm("monitoring-breaker-open", "A circuit breaker has opened; /health says which", breakerOpened, 0, 1);
        alarm("monitoring-functions", "Invocations fail, or are not let in", failures(functions), 0, 3);
    }

    List<Alarm> all() {
        return List.copyOf(all);
    }

    Metric breakerOpened() {
        return breakerOpened;
    }

    private void alarm(String name, String description, IMetric metric, double above, int periods) {
        String full = name.startsWith("OutageDetection") ? name : settings.named(name);
        Alarm alarm = Alarm.Builder.create(this, name)
                .alarmName(full)
                .alarmDescription(description)
                .metric(metric)
                .threshold(above)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(periods)
                // No request, no error: most of these metrics say nothing while nothing happens.
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
        all.add(alarm);
    }

    private Topic topic() {
        Stack stack = Stack.of(this);
        Topic alerts = Topic.Builder.create(this, "Topic")
                .topicName(settings.named("monitoring-alerts"))
                .displayName("monitoring-api " + settings.environment())
                .enforceSsl(true)
                .build();
        alerts.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AlarmsOfThisAccount")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(alerts.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())))
                .build());
        settings.alarmEmail().ifPresent(email -> alerts.addSubscription(new EmailSubscription(email)));
        return alerts;
    }

    private Metric breakerOpened(Functions functions) {
        String namespace = settings.named("Monitoring");
        String name = "BreakerOpened";
        for (ServiceFunction function : functions.all()) {
            MetricFilter.Builder.create(this, function.name() + "-breaker")
                    .logGroup(function.logs())
                    .filterPattern(FilterPattern.allTerms(BREAKER_OPENED.toArray(String[]::new)))
                    .metricNamespace(namespace)
                    .metricName(name)
                    .metricValue("1")
                    .defaultValue(0)
                    .build();
        }
        return Metrics.metric(namespace, name, Map.of(), Metrics.SUM, MINUTE);
    }

    private static IMetric failures(Functions functions) {
        Map<String, IMetric> parts = new TreeMap<>();
        List<String> sum = new ArrayList<>();
        for (ServiceFunction function : functions.all()) {
            for (String metric : List.of("Errors", "Throttles")) {
                String id = "m" + parts.size();
                parts.put(id, Metrics.function(function.name(), metric, Metrics.SUM, FIVE_MINUTES));
                sum.add("FILL(" + id + ", 0)");
            }
        }
        return MathExpression.Builder.create()
                .label("failed invocations")
                .expression(String.join(" + ", sum))
                .usingMetrics(parts)
                .period(FIVE_MINUTES)
                .build();
    }
}
