package io.monitoring.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** A stack's template, and the file that it is in. */
record Synthesised(JsonNode template, Path file) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path NO_ZIP = Path.of("target/absent.zip");

    private static Synthesised prod;
    private static Synthesised dev;

    static synchronized Synthesised prod() {
        if (prod == null) {
            prod = of(settings("prod", NO_ZIP, List.of()));
        }
        return prod;
    }

    static synchronized Synthesised dev() {
        if (dev == null) {
            dev = of(settings("dev", NO_ZIP, List.of()));
        }
        return dev;
    }

    static Settings settings(String environment, Path zip, List<String> replicaRegions) {
        return new Settings(
                environment,
                zip,
                false,
                environment.equals("prod"),
                replicaRegions,
                Optional.of("us-east-1"),
                Optional.of("amazon.nova-lite-v1:0"),
                Optional.of("on-call@example.com"));
    }

    static Synthesised of(Settings settings) {
        var app = new App(AppProps.builder()
                .outdir("target/synthesised/" + System.nanoTime())
                .build());
        String stack = new MonitoringStack(app, settings).getStackName();
        Path file = Path.of(app.synth().getDirectory(), stack + ".template.json");
        try {
            return new Synthesised(JSON.readTree(file.toFile()), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The properties of every resource of a type. */
    List<JsonNode> all(String type) {
        return resources(type).map(resource -> resource.path("Properties")).toList();
    }

    /** The properties of the one resource of a type whose property has a value. */
    JsonNode one(String type, String property, String value) {
        List<JsonNode> found = all(type).stream()
                .filter(properties -> properties.path(property).asText().equals(value))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("%d of %s with %s=%s".formatted(found.size(), type, property, value));
        }
        return found.get(0);
    }

    Stream<JsonNode> resources(String type) {
        return template.path("Resources")
                .valueStream()
                .filter(each -> each.path("Type").asText().equals(type));
    }

    /** Every statement of the policies that roles have. */
    List<JsonNode> rights() {
        List<JsonNode> statements = new ArrayList<>();
        for (JsonNode role : all("AWS::IAM::Role")) {
            statements.addAll(rights(role));
        }
        for (JsonNode policy : all("AWS::IAM::Policy")) {
            policy.at("/PolicyDocument/Statement").forEach(statements::add);
        }
        return statements;
    }

    /** The statements of a role's own policies. */
    static List<JsonNode> rights(JsonNode role) {
        List<JsonNode> statements = new ArrayList<>();
        role.path("Policies")
                .forEach(policy -> policy.at("/PolicyDocument/Statement").forEach(statements::add));
        return statements;
    }

    /** The role that a function runs under. */
    JsonNode roleOf(String function) {
        String id = one("AWS::Lambda::Function", "FunctionName", function)
                .at("/Role/Fn::GetAtt/0")
                .asText();
        return template.path("Resources").path(id).path("Properties");
    }

    /** A value as it stands, or each of an array. */
    static List<String> texts(JsonNode value) {
        return value.isArray() ? value.valueStream().map(JsonNode::asText).toList() : List.of(value.asText());
    }
}
