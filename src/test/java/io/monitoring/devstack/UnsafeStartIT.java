package io.monitoring.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged application, started as nobody should: it says why it does not start and what to set, and ends with 1. */
class UnsafeStartIT {

    private static final Map<String, String> OPEN = Map.of("monitoring.auth.allow-anonymous", "true");

    /** Where nobody listens. */
    private static final String NOWHERE = "http://localhost:1";

    private record Ended(String output) {

        List<String> refusal() {
            return output.lines()
                    .dropWhile(line -> !line.startsWith("not started: "))
                    .toList();
        }
    }

    @Test
    void doesNotStartWithoutKeysUnlessThatIsMeant() throws Exception {
        Ended ended = start(Map.of());

        assertThat(ended.refusal()).hasSize(2);
        assertThat(ended.refusal().getFirst()).contains("monitoring.auth.mode is none");
        assertThat(ended.refusal().getLast())
                .contains("MONITORING_AUTH_MODE=api-key", "monitoring.auth.allow-anonymous=true");
    }

    @Test
    void namesEverythingThatIsUnsafeAtOnce() throws Exception {
        Ended ended = start(Map.of(
                "monitoring.auth.mode", "api-key",
                "monitoring.auth.keys.\"a\".sha256", "a-secret-by-mistake",
                "monitoring.auth.keys.\"a\".scopes", "read",
                "monitoring.auth.keys.\"a\".services", "*",
                "quarkus.http.cors.enabled", "true",
                "quarkus.http.cors.origins", "*",
                "monitoring.admin.token-sha256", "1734d503f6aa6a047c36d113cbad769f719c93784b469b771c4c3e7c63adbefd"));

        assertThat(ended.refusal()).hasSize(6);
        assertThat(ended.output())
                .contains(
                        "monitoring.auth.keys.\"a\".sha256",
                        "monitoring.admin.token-sha256",
                        "quarkus.http.cors.origins")
                .doesNotContain("a-secret-by-mistake");
    }

    @Test
    void doesNotTakeTokensOfAnIssuerWithoutHttps() throws Exception {
        Ended ended = start(Map.of(
                "monitoring.auth.mode", "oidc",
                "monitoring.auth.oidc.issuer", "http://id.example.org"));

        assertThat(ended.output()).contains("monitoring.auth.oidc.issuer", "monitoring.auth.oidc.audience");
    }

    @Test
    void asksForARegionWhereThereIsNone() throws Exception {
        Ended ended = start(OPEN);

        assertThat(ended.refusal()).hasSize(2);
        assertThat(ended.refusal().getFirst()).contains("region");
        assertThat(ended.refusal().getLast()).contains("AWS_REGION");
    }

    @Test
    void namesTheServerThatDoesNotAnswer() throws Exception {
        Map<String, String> properties = new HashMap<>(OPEN);
        properties.put("monitoring.bootstrap", "true");
        properties.put("monitoring.internal.bootstrap-timeout", "1s");
        for (String client : List.of("dynamodb", "sqs")) {
            properties.put("quarkus." + client + ".aws.region", "eu-west-1");
            properties.put("quarkus." + client + ".endpoint-override", NOWHERE);
            properties.put("quarkus." + client + ".aws.credentials.type", "static");
            properties.put("quarkus." + client + ".aws.credentials.static-provider.access-key-id", "test");
            properties.put("quarkus." + client + ".aws.credentials.static-provider.secret-access-key", "test");
        }

        Ended ended = start(properties);

        assertThat(ended.refusal()).hasSize(2);
        assertThat(ended.refusal().getFirst()).contains("gave up after");
        assertThat(ended.refusal().getLast())
                .contains("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", "QUARKUS_SQS_ENDPOINT_OVERRIDE", "credentials");
    }

    @Test
    void namesThePropertyThatHasAValueBeyondItsLimits() throws Exception {
        Map<String, String> properties = new HashMap<>(OPEN);
        properties.put("monitoring.environment", "a/b");

        Ended ended = start(properties);

        assertThat(ended.output()).contains("monitoring.environment", "\"a/b\"", "must be a name like");
    }

    private static Ended start(Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("quarkus.http.port", "0");
        List<String> command = PackagedApplication.command(List.of(), properties);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // No region of whoever runs the test, and none that is asked for over the network.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
        Process process = builder.start();
        try {
            // A process that neither starts nor ends would keep the output open.
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output).doesNotContain("\tat ").doesNotContain("Caused by");
            assertThat(process.exitValue()).as(output).isEqualTo(1);
            return new Ended(output);
        } finally {
            process.destroyForcibly();
        }
    }
}
