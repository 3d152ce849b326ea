package io.monitoring.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.constructs.Node;

/**
 * What one environment's stack is made from. All but the name are context values ({@code cdk -c name=value}):
 *
 * @param environment part of every name: {@code dev}, {@code prod}
 * @param zip {@code zip}: what {@code ./mvnw package -Plambda} makes, {@code target/lambda/function.zip}
 * @param nativeZip {@code native=true}: the zip has a native {@code bootstrap}, made with {@code -Dnative}
 * @param privateNetwork {@code vpc}: whether the functions run in a network without a way out; default in prod only
 * @param replicaRegions {@code replicaRegions}: other regions that have the table too, separated by commas
 * @param region {@code CDK_DEFAULT_REGION}, which the command line sets: needed only beside replicas, which are not there
 * @param bedrockModel {@code bedrockModel}: id of the model that may word analyses
 * @param alarmEmail {@code alarmEmail}: who hears of alarms
 */
record Settings(
        String environment,
        Path zip,
        boolean nativeZip,
        boolean privateNetwork,
        List<String> replicaRegions,
        Optional<String> region,
        Optional<String> bedrockModel,
        Optional<String> alarmEmail) {

    private static final String PROD = "prod";
    private static final String ZIP = "../../target/lambda/function.zip";

    Settings {
        if (!environment.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("no name of an environment: " + environment);
        }
    }

    static Settings of(Node node, String environment) {
        return new Settings(
                environment,
                Path.of(context(node, "zip").orElse(ZIP)),
                context(node, "native").map(Boolean::parseBoolean).orElse(false),
                context(node, "vpc").map(Boolean::parseBoolean).orElse(environment.equals(PROD)),
                context(node, "replicaRegions")
                        .map(regions -> List.of(regions.split(",")))
                        .orElse(List.of()),
                Optional.ofNullable(System.getenv("CDK_DEFAULT_REGION")),
                context(node, "bedrockModel"),
                context(node, "alarmEmail"));
    }

    boolean production() {
        return environment.equals(PROD);
    }

    /** {@code what-<env>}. */
    String named(String what) {
        return what + '-' + environment;
    }

    /** What carries no environment in production, and must not meet that of another environment in the same account. */
    String plainInProduction(String what) {
        return production() ? what : named(what);
    }

    private static Optional<String> context(Node node, String name) {
        return Optional.ofNullable(node.tryGetContext(name))
                .map(Object::toString)
                .filter(value -> !value.isBlank());
    }
}
