package io.monitoring.deploy;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** Everything of one environment. */
final class MonitoringStack extends Stack {

    MonitoringStack(Construct scope, Settings settings) {
        super(
                scope,
                settings.named("MonitoringStack"),
                StackProps.builder()
                        .stackName(settings.named("MonitoringStack"))
                        .description("monitoring-api, environment " + settings.environment())
                        .env(region(settings))
                        .terminationProtection(settings.production())
                        .build());
        Tags.of(this).add("application", "monitoring-api");
        Tags.of(this).add("environment", settings.environment());

        var table = new MetricsTable(this, settings);
        var queues = new ProcessingQueues(this, settings);
        var network = settings.privateNetwork() ? new Network(this, settings) : null;
        var functions = new Functions(this, settings, table, queues, network);
        var api = new FrontDoor(this, settings, functions.api());
        new PodRole(this, settings, table, queues);
        var alarms = new Alarms(this, settings, api, table, queues, functions);
        var board = new Board(this, settings, api, table, queues, functions, alarms);

        output("ApiUrl", "Where clients send points: the REST API", api.url());
        output("FunctionUrl", "The same for callers with IAM rights", api.functionUrl());
        output("TableName", "TABLE_NAME", table.name());
        output("QueueUrl", "PROCESSING_QUEUE_URL", queues.processing().getQueueUrl());
        output("DashboardUrl", "The dashboard", board.url());
    }

    /** A stack with replicas has to know which region it is not; any other can be deployed anywhere. */
    private static Environment region(Settings settings) {
        return settings.replicaRegions().isEmpty()
                ? null
                : Environment.builder().region(settings.region().orElseThrow()).build();
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(value)
                .build();
    }
}
