package io.monitoring.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.EndpointConfiguration;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodDeploymentOptions;
import software.amazon.awscdk.services.apigateway.ProxyResourceOptions;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.AutoScalingOptions;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.lambda.UtilizationScalingOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The ways in: the REST API for clients with an API key, the function's URL for callers with IAM rights; both on the alias
 * {@code live}, which keeps environments warm in production.
 */
final class FrontDoor extends Construct {

    private static final String ALIAS = "live";
    private static final int WARM = 2;
    private static final int WARM_AT_MOST = 50;
    private static final double WARM_IN_USE = 0.7;

    private static final int REQUESTS_PER_SECOND = 500;
    private static final int BURST = 1000;
    /** Many more than one engineer's loop of fifty. */
    private static final int HEALTH_PER_SECOND = 100;

    private static final int HEALTH_BURST = 200;

    private final RestApi api;
    private final FunctionUrl url;
    private final String stage;
    private final String name;

    FrontDoor(Construct scope, Settings settings, ServiceFunction function) {
        super(scope, "FrontDoor");
        name = settings.plainInProduction("monitoring-api");
        stage = settings.environment();
        Alias live = alias(settings, function);
        url = live.addFunctionUrl(FunctionUrlOptions.builder()
                .authType(FunctionUrlAuthType.AWS_IAM)
                .build());
        var accessLog = LogGroup.Builder.create(this, "AccessLog")
                .logGroupName("/aws/apigateway/" + settings.named("monitoring-api"))
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        api = RestApi.Builder.create(this, "Api")
                .restApiName(name)
                .description("monitoring-api, environment " + settings.environment())
                .endpointConfiguration(EndpointConfiguration.builder()
                        .types(List.of(EndpointType.REGIONAL))
                        .build())
                // A body in gzip is bytes, and would not survive being taken for text.
                .binaryMediaTypes(List.of("*/*"))
                .cloudWatchRole(true)
                .deployOptions(StageOptions.builder()
                        .stageName(stage)
                        .metricsEnabled(true)
                        .throttlingRateLimit(REQUESTS_PER_SECOND)
                        .throttlingBurstLimit(BURST)
                        .accessLogDestination(new LogGroupLogDestination(accessLog))
                        .accessLogFormat(AccessLogFormat.jsonWithStandardFields())
                        // An old answer about health is worse than none.
                        .methodOptions(Map.of(
                                "/health/GET",
                                MethodDeploymentOptions.builder()
                                        .cachingEnabled(false)
                                        .throttlingRateLimit(HEALTH_PER_SECOND)
                                        .throttlingBurstLimit(HEALTH_BURST)
                                        .build()))
                        .build())
                .build();
        var integration = LambdaIntegration.Builder.create(live)
                .proxy(true)
                .allowTestInvoke(false)
                .build();
        api.getRoot().addResource("health").addMethod("GET", integration);
        api.getRoot()
                .addProxy(ProxyResourceOptions.builder()
                        .defaultIntegration(integration)
                        .anyMethod(true)
                        .build());
    }

    /** Without a slash at its end: {@code $ApiUrl/health}. */
    String url() {
        Stack stack = Stack.of(this);
        return "https://%s.execute-api.%s.%s/%s"
                .formatted(api.getRestApiId(), stack.getRegion(), stack.getUrlSuffix(), stage);
    }

    String functionUrl() {
        return url.getUrl();
    }

    /** What its metrics have as {@code ApiName}. */
    String name() {
        return name;
    }

    private Alias alias(Settings settings, ServiceFunction function) {
        var builder = Alias.Builder.create(this, "Live")
                .aliasName(ALIAS)
                .version(function.function().getCurrentVersion());
        if (!settings.production()) {
            return builder.build();
        }
        Alias live = builder.provisionedConcurrentExecutions(WARM).build();
        live.addAutoScaling(AutoScalingOptions.builder()
                        .minCapacity(WARM)
                        .maxCapacity(WARM_AT_MOST)
                        .build())
                .scaleOnUtilization(UtilizationScalingOptions.builder()
                        .utilizationTarget(WARM_IN_USE)
                        .build());
        return live;
    }
}
