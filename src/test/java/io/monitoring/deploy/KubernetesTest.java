package io.monitoring.deploy;

import static io.monitoring.deploy.Kustomize.each;
import static io.monitoring.deploy.Kustomize.only;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.pipeline.ConsumerTiming;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster would be given. */
class KubernetesTest {

    private static final String DEV = "dev";
    private static final String PROD = "prod";
    private static final String COMPATIBLE = "dynamodb-compatible";
    private static final Path OVERLAYS = Kustomize.FOLDER.resolve("overlays");

    @ParameterizedTest
    @ValueSource(strings = {DEV, PROD, COMPATIBLE})
    void asksAPodThreeQuestionsAndNoneOfThemAboutItsDependencies(String overlay) {
        JsonNode container = container(render(overlay));

        assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/started");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        String port = container.at("/ports/0/name").asText();
        assertThat(container.findValues("httpGet"))
                .allSatisfy(asked -> assertThat(asked.path("port").asText()).isEqualTo(port));
        // The start gives DynamoDB and SQS 30 s to answer.
        assertThat(container.at("/startupProbe/periodSeconds").asInt()
                        * container.at("/startupProbe/failureThreshold").asInt())
                .isGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PROD, COMPATIBLE})
    void boundsWhatAPodTakes(String overlay) {
        JsonNode resources = container(render(overlay)).path("resources");

        for (String kind : List.of("requests", "limits")) {
            assertThat(resources.path(kind).path("cpu").asText()).as(kind).isNotEmpty();
            assertThat(resources.path(kind).path("memory").asText()).as(kind).isNotEmpty();
        }
        // Memory that is promised but not there is a pod killed at its busiest.
        assertThat(resources.at("/requests/memory")).isEqualTo(resources.at("/limits/memory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PROD, COMPATIBLE})
    void runsAsNobodyOnAFileSystemThatCannotBeWritten(String overlay) {
        List<JsonNode> objects = render(overlay);
        JsonNode pod = pod(objects);
        JsonNode container = container(objects);

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        JsonNode context = container.path("securityContext");
        assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container.at("/volumeMounts/0/mountPath").asText()).isEqualTo("/tmp");
        assertThat(only(objects, "Namespace")
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo("restricted");
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PROD, COMPATIBLE})
    void setsOnlyVariablesThatTheApplicationReads(String overlay) {
        var known = new EnvironmentVariables();

        assertThat(variables(render(overlay)).keySet()).isNotEmpty().allMatch(known::reads);
    }

    @Test
    void theSecretsOfTheExampleAreReadAndAreThoseThatThePodsAskFor() {
        var known = new EnvironmentVariables();
        Map<String, JsonNode> secrets = new TreeMap<>();
        for (JsonNode secret : Kustomize.read(OVERLAYS.resolve("prod/secrets.example.yaml"))) {
            secrets.put(secret.at("/metadata/name").asText(), secret.path("stringData"));
        }
        JsonNode container = container(render(PROD));

        secrets.values()
                .forEach(data -> assertThat(data.fieldNames()).toIterable().allMatch(known::reads));
        for (JsonNode asked : container.findValues("secretKeyRef")) {
            assertThat(secrets.get(asked.path("name").asText())
                            .has(asked.path("key").asText()))
                    .isTrue();
        }
        for (JsonNode asked : container.findValues("secretRef")) {
            assertThat(secrets).containsKey(asked.path("name").asText());
        }
        assertThat(container.findValues("optional")).isEmpty();
    }

    @Test
    void productionAsksForKeysAndNamesItsEnvironment() {
        Map<String, String> variables = variables(render(PROD));

        assertThat(variables)
                .containsEntry("MONITORING_AUTH_MODE", "api-key")
                .containsEntry("ENVIRONMENT", "prod")
                .containsKeys("ADMIN_TOKEN_SHA256", "AWS_REGION")
                .doesNotContainKey("MONITORING_AUTH_ALLOW_ANONYMOUS");
    }

    @Test
    void outsideOfAwsEndpointsAreNamedAndReachable() {
        List<JsonNode> objects = render(COMPATIBLE);
        Map<String, String> variables = variables(objects);

        assertThat(variables).containsEntry("MONITORING_BOOTSTRAP", "true");
        List<Integer> open = new ArrayList<>();
        only(objects, "NetworkPolicy").at("/spec/egress").findValues("port").forEach(port -> open.add(port.asInt()));
        for (String service : List.of("DYNAMODB", "SQS")) {
            String endpoint = variables.get("QUARKUS_" + service + "_ENDPOINT_OVERRIDE");
            assertThat(open).contains(Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PROD, COMPATIBLE})
    void leavesAPodTheTimeThatItNeedsToStop(String overlay) throws IOException {
        List<JsonNode> objects = render(overlay);
        Duration grace = Duration.ofSeconds(
                pod(objects).path("terminationGracePeriodSeconds").asLong());
        Duration before = Duration.ofSeconds(
                container(objects).at("/lifecycle/preStop/sleep/seconds").asLong());
        Duration requests = Duration.parse("PT" + application().getProperty("quarkus.shutdown.timeout"));

        assertThat(before).isPositive();
        assertThat(grace.minus(before)).isGreaterThan(requests.plus(ConsumerTiming.STOP_WITHIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PROD, COMPATIBLE})
    void everySelectorFindsThePods(String overlay) {
        List<JsonNode> objects = render(overlay);
        JsonNode labels = only(objects, "Deployment").at("/spec/template/metadata/labels");

        List<JsonNode> selectors = new ArrayList<>(List.of(
                only(objects, "Deployment").at("/spec/selector/matchLabels"),
                only(objects, "Service").at("/spec/selector"),
                only(objects, "PodDisruptionBudget").at("/spec/selector/matchLabels"),
                only(objects, "NetworkPolicy").at("/spec/podSelector/matchLabels")));
        List<JsonNode> spread = each(pod(objects).path("topologySpreadConstraints"));
        spread.forEach(constraint -> selectors.add(constraint.at("/labelSelector/matchLabels")));

        assertThat(spread).hasSize(2);
        assertThat(selectors).allSatisfy(selector -> assertThat(selector).isEqualTo(labels));
        assertThat(only(objects, "HorizontalPodAutoscaler").at("/spec/scaleTargetRef/name"))
                .isEqualTo(only(objects, "Deployment").at("/metadata/name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PROD, COMPATIBLE})
    void mayAskTheClustersNames(String overlay) {
        JsonNode dns = only(render(overlay), "NetworkPolicy").at("/spec/egress/0");

        assertThat(dns.at("/ports/0/port").asInt()).isEqualTo(53);
        // The DNS pods have no label of ours.
        assertThat(dns.at("/to/0/podSelector/matchLabels").fieldNames())
                .toIterable()
                .containsExactly("k8s-app");
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PROD})
    void scalesByProcessorAndByTheQueueOfItsEnvironment(String overlay) {
        List<JsonNode> objects = render(overlay);
        List<JsonNode> metrics = each(only(objects, "HorizontalPodAutoscaler").at("/spec/metrics"));

        assertThat(metrics).hasSize(2);
        assertThat(metrics.get(0).at("/resource/name").asText()).isEqualTo("cpu");
        assertThat(metrics.get(1)
                        .at("/external/metric/selector/matchLabels/dimension_QueueName")
                        .asText())
                .isEqualTo("monitoring-queue-" + variables(objects).get("ENVIRONMENT"));
    }

    @Test
    void theServiceMonitorFindsTheService() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "kustomize"));
        Files.writeString(folder.resolve("kustomization.yaml"), """
                namespace: monitoring
                resources: [../../deploy/kubernetes/overlays/prod]
                components: [../../deploy/kubernetes/components/service-monitor]
                """);

        List<JsonNode> objects = Kustomize.render(folder);

        JsonNode monitor = only(objects, "ServiceMonitor");
        JsonNode service = only(objects, "Service");
        assertThat(monitor.at("/spec/selector/matchLabels")).isEqualTo(service.at("/metadata/labels"));
        assertThat(monitor.at("/spec/endpoints/0/port")).isEqualTo(service.at("/spec/ports/0/name"));
        assertThat(monitor.at("/metadata/namespace")).isEqualTo(service.at("/metadata/namespace"));
    }

    private static Properties application() throws IOException {
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(in);
        }
        return properties;
    }

    private static List<JsonNode> render(String overlay) {
        return Kustomize.render(OVERLAYS.resolve(overlay));
    }

    private static JsonNode pod(List<JsonNode> objects) {
        return only(objects, "Deployment").at("/spec/template/spec");
    }

    private static JsonNode container(List<JsonNode> objects) {
        JsonNode containers = pod(objects).path("containers");
        assertThat(containers).hasSize(1);
        return containers.get(0);
    }

    /** What the config map and the container itself set; a value from a secret is empty. */
    private static Map<String, String> variables(List<JsonNode> objects) {
        Map<String, String> variables = new TreeMap<>();
        only(objects, "ConfigMap")
                .path("data")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        for (JsonNode variable : container(objects).path("env")) {
            variables.put(variable.path("name").asText(), variable.path("value").asText());
        }
        return variables;
    }
}
