package io.monitoring.deploy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.constructs.Construct;

/** The four functions, all from one zip: what differs is what calls them, and what they may. */
final class Functions extends Construct {

    static final int PROCESSOR_SECONDS = 60;

    /** API Gateway gives up after 29 s; nothing of ours takes as long. */
    private static final int API_SECONDS = 20;

    private static final int ANALYSIS_SECONDS = 120;
    private static final int HEALTH_SECONDS = 15;
    /** The size at which Lambda gives a whole processor. */
    private static final int ONE_PROCESSOR_MB = 1769;

    private static final int SMALL_MB = 512;
    private static final int BATCH = 10;
    private static final int BATCHES_AT_ONCE = 10;

    private final ServiceFunction api;
    private final ServiceFunction analysis;
    private final ServiceFunction processor;
    private final ServiceFunction health;

    /** {@code network} is null where the functions run outside of any. */
    Functions(Construct scope, Settings settings, MetricsTable table, ProcessingQueues queues, Network network) {
        super(scope, "Functions");
        var zip = FunctionZip.of(this, settings);
        Map<String, String> environment = environment(settings, table, queues);
        api = new ServiceFunction(
                this,
                settings,
                new ServiceFunction.Shape("monitoring-api", ONE_PROCESSOR_MB, API_SECONDS, 200),
                zip,
                environment,
                network,
                List.of(table.reading(), table.writing(), queues.asking(), queues.sending(), queues.redriving()));
        analysis = new ServiceFunction(
                this,
                settings,
                new ServiceFunction.Shape("monitoring-ai-analysis", ONE_PROCESSOR_MB, ANALYSIS_SECONDS, 10),
                zip,
                environment,
                network,
                List.of(table.reading(), table.control(), table.keepingAnalyses(), queues.asking()));
        processor = new ServiceFunction(
                this,
                settings,
                new ServiceFunction.Shape("monitoring-processor", ONE_PROCESSOR_MB, PROCESSOR_SECONDS, 20),
                zip,
                environment,
                network,
                List.of(
                        table.reading(),
                        table.writing(),
                        queues.asking(),
                        queues.sending(),
                        queues.consuming(),
                        queues.redriving()));
        health = new ServiceFunction(
                this,
                settings,
                new ServiceFunction.Shape("monitoring-health", SMALL_MB, HEALTH_SECONDS, 5),
                zip,
                environment,
                network,
                List.of(table.control(), queues.asking()));
        settings.bedrockModel().ifPresent(this::letTheModelWordAnalyses);
        processor
                .function()
                .addEventSource(SqsEventSource.Builder.create(queues.processing())
                        .batchSize(BATCH)
                        .maxConcurrency(BATCHES_AT_ONCE)
                        .reportBatchItemFailures(true)
                        .build());
        schedule(settings, "monitoring-sweep", processor, Duration.minutes(5), job("sweep"));
        schedule(settings, "monitoring-full-sweep", processor, Duration.hours(6), job("full-sweep"));
        schedule(
                settings, "monitoring-health-check", health, Duration.minutes(1), RuleTargetInput.fromObject(Map.of()));
    }

    ServiceFunction api() {
        return api;
    }

    ServiceFunction health() {
        return health;
    }

    List<ServiceFunction> all() {
        return List.of(api, analysis, processor, health);
    }

    /** Hashes only: neither the admin's token nor the key itself gets here. */
    private Map<String, String> environment(Settings settings, MetricsTable table, ProcessingQueues queues) {
        Stack stack = Stack.of(this);
        var admin = CfnParameter.Builder.create(stack, "AdminTokenSha256")
                .description(
                        "SHA-256 of the admin tokens, in hexadecimal, each after <name>: where it has one, separated by"
                                + " commas; without one, no admin routes")
                .noEcho(true)
                .defaultValue("")
                .allowedPattern("^(([A-Za-z0-9._@-]{1,64}:)?[0-9a-f]{64}(,([A-Za-z0-9._@-]{1,64}:)?[0-9a-f]{64})*)?$")
                .build();
        var key = CfnParameter.Builder.create(stack, "ApiKeySha256")
                .description("SHA-256 of the API key that may write and read all services, in hexadecimal")
                .noEcho(true)
                .allowedPattern("^[0-9a-f]{64}$")
                .build();
        Map<String, String> environment = new TreeMap<>(Map.of(
                "ENVIRONMENT", settings.environment(),
                "TABLE_NAME", table.name(),
                "PROCESSING_QUEUE_URL", queues.processing().getQueueUrl(),
                "ADMIN_TOKEN_SHA256", admin.getValueAsString(),
                "MONITORING_AUTH_MODE", "api-key",
                "MONITORING_AUTH_KEYS__DEFAULT__SHA256", key.getValueAsString(),
                "MONITORING_AUTH_KEYS__DEFAULT__SCOPES", "write,read",
                "MONITORING_AUTH_KEYS__DEFAULT__SERVICES", "*"));
        if (!settings.nativeZip()) {
            // What our jar's manifest would open, if the runtime read it (docs/lambda.md); and the second compiler is
            // for
            // those who live longer than an invocation.
            environment.put("JAVA_TOOL_OPTIONS", "--add-opens=java.base/java.lang=ALL-UNNAMED -XX:TieredStopAtLevel=1");
        }
        return environment;
    }

    private void letTheModelWordAnalyses(String model) {
        Stack stack = Stack.of(this);
        analysis.function().addEnvironment("BEDROCK_MODEL_ID", model);
        analysis.function()
                .addToRolePolicy(PolicyStatement.Builder.create()
                        .sid("WordAnalyses")
                        .actions(List.of("bedrock:InvokeModel"))
                        .resources(List.of("arn:%s:bedrock:%s::foundation-model/%s"
                                .formatted(stack.getPartition(), stack.getRegion(), model)))
                        .build());
    }

    /** What {@code lambda.Schedules} calls by this name. */
    private static RuleTargetInput job(String name) {
        return RuleTargetInput.fromObject(
                Map.of("source", "aws.events", "detail-type", "Scheduled Event", "detail", Map.of("job", name)));
    }

    private void schedule(
            Settings settings, String name, ServiceFunction function, Duration every, RuleTargetInput event) {
        Rule.Builder.create(this, name)
                .ruleName(settings.named(name))
                .schedule(Schedule.rate(every))
                .targets(List.of(LambdaFunction.Builder.create(function.function())
                        .event(event)
                        .retryAttempts(2)
                        .maxEventAge(Duration.minutes(5))
                        .build()))
                .build();
    }
}
