package io.monitoring.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** One function with a role and a log group of its own. */
final class ServiceFunction extends Construct {

    /** @param reserved how many may run at once in production, and are kept for it */
    record Shape(String name, int memoryMb, int timeoutSeconds, int reserved) {}

    private final Function function;
    private final LogGroup logs;
    private final String name;

    ServiceFunction(
            Construct scope,
            Settings settings,
            Shape shape,
            FunctionZip zip,
            Map<String, String> environment,
            Network network,
            List<PolicyStatement> rights) {
        super(scope, shape.name());
        name = settings.named(shape.name());
        logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName("/aws/lambda/" + name)
                .retention(settings.production() ? RetentionDays.THREE_MONTHS : RetentionDays.TWO_WEEKS)
                .removalPolicy(settings.production() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
        var builder = Function.Builder.create(this, "Function")
                .functionName(name)
                .description("monitoring-api " + settings.environment())
                .code(zip.code())
                .runtime(zip.runtime())
                .handler(zip.handler())
                .architecture(Architecture.X86_64)
                .memorySize(shape.memoryMb())
                .timeout(Duration.seconds(shape.timeoutSeconds()))
                .environment(environment)
                .logGroup(logs)
                .role(role(network != null, rights));
        if (settings.production()) {
            builder.reservedConcurrentExecutions(shape.reserved());
        }
        if (network != null) {
            builder.vpc(network.vpc())
                    .vpcSubnets(SubnetSelection.builder()
                            .subnetType(SubnetType.PRIVATE_ISOLATED)
                            .build())
                    .securityGroups(List.of(network.functions()));
        }
        function = builder.build();
    }

    Function function() {
        return function;
    }

    LogGroup logs() {
        return logs;
    }

    /** With its environment. */
    String name() {
        return name;
    }

    private Role role(boolean inNetwork, List<PolicyStatement> rights) {
        List<PolicyStatement> statements = new ArrayList<>(rights);
        statements.add(PolicyStatement.Builder.create()
                .sid("WriteItsLog")
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(logs.getLogGroupArn()))
                .build());
        return Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "monitoring",
                        PolicyDocument.Builder.create().statements(statements).build()))
                // Lambda makes the network interfaces under this role, and EC2 lets nobody name them beforehand.
                .managedPolicies(
                        inNetwork
                                ? List.of(ManagedPolicy.fromAwsManagedPolicyName(
                                        "service-role/AWSLambdaENIManagementAccess"))
                                : List.of())
                .build();
    }
}
