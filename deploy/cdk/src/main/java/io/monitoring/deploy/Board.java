package io.monitoring.deploy;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.constructs.Construct;

/** The dashboard, in the order in which somebody woken up asks: is it down, who fails, what is behind it. */
final class Board extends Construct {

    private static final Duration PERIOD = Duration.minutes(1);
    private static final int THIRD = 8;
    private static final int WHOLE = 24;

    private final String name;

    Board(
            Construct scope,
            Settings settings,
            FrontDoor api,
            MetricsTable table,
            ProcessingQueues queues,
            Functions functions,
            Alarms alarms) {
        super(scope, "Board");
        name = settings.named("monitoring-dashboard");
        var metrics = Metrics.of(api, table, queues);
        var dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(name)
                .defaultInterval(Duration.hours(3))
                .build();
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .alarms(alarms.all())
                .width(WHOLE)
                .height(3)
                .build());
        dashboard.addWidgets(
                graph("Requests", List.of(metrics.gateway("Count", Metrics.SUM, PERIOD))),
                graph("Answered 5xx, percent", List.of(metrics.serverErrorRate(PERIOD))),
                graph(
                        "Latency, ms",
                        List.of(
                                metrics.gateway("Latency", "p50", PERIOD),
                                metrics.gateway("Latency", "p95", PERIOD),
                                metrics.gateway("Latency", "p99", PERIOD))));
        dashboard.addWidgets(
                graph("Breakers that opened", List.of(alarms.breakerOpened())),
                graph("Failed invocations", each(functions, "Errors", Metrics.SUM)),
                graph("Invocations at once", each(functions, "ConcurrentExecutions", Metrics.MAXIMUM)));
        dashboard.addWidgets(
                graph("Throttled by DynamoDB", List.of(metrics.throttles(PERIOD))),
                graph(
                        "Units that DynamoDB charges for",
                        List.of(
                                metrics.tableMetric("ConsumedWriteCapacityUnits", PERIOD),
                                metrics.tableMetric("ConsumedReadCapacityUnits", PERIOD))),
                graph(
                        "Messages waiting, and dead",
                        List.of(metrics.waitingMessages(PERIOD), metrics.waitingDeadLetters(PERIOD))));
    }

    String url() {
        return "https://%s.console.aws.amazon.com/cloudwatch/home#dashboards:name=%s"
                .formatted(Stack.of(this).getRegion(), name);
    }

    private static List<IMetric> each(Functions functions, String metric, String statistic) {
        return functions.all().stream()
                .<IMetric>map(function -> Metrics.function(function.name(), metric, statistic, PERIOD))
                .toList();
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .width(THIRD)
                .height(6)
                .build();
    }
}
