package io.monitoring.deploy;

import static io.monitoring.deploy.Kustomize.only;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.runbooks.Books;
import io.monitoring.runbooks.book.Parameter;
import io.monitoring.runbooks.book.Runbook;
import io.monitoring.runbooks.book.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever the runbooks' {@code kubectl} calls by name is in the manifests of production. */
class RunbooksOnKubernetesTest {

    private static final Map<String, String> KINDS = Map.of(
            "deployment", "Deployment",
            "horizontalpodautoscaler", "HorizontalPodAutoscaler",
            "networkpolicy", "NetworkPolicy");

    private final List<JsonNode> objects =
            Kustomize.render(Kustomize.FOLDER.resolve("overlays").resolve("prod"));

    @Test
    void objectsHaveTheNames() {
        KINDS.forEach((word, kind) ->
                assertThat(named("\\b" + word + "[/ ]([a-z-]+)")).as(kind).containsExactly(name(only(objects, kind))));
        assertThat(named("kubernetes\\.io/service-name=(\\S+)")).containsExactly(name(only(objects, "Service")));
    }

    @Test
    void selectorsFindThePods() {
        JsonNode labels = only(objects, "Deployment").at("/spec/template/metadata/labels");

        assertThat(named("--selector (app\\S+)")).isNotEmpty().allSatisfy(selector -> assertThat(
                        labels.path(selector.split("=", 2)[0]).asText())
                .isEqualTo(selector.split("=", 2)[1]));
    }

    @Test
    void parametersArePresetToProduction() {
        String namespace = name(only(objects, "Namespace"));

        assertThat(presets("NAMESPACE")).containsExactly(namespace);
        assertThat(presets("OVERLAY")).containsExactly("prod");
        assertThat(objects)
                .filteredOn(object -> !object.path("kind").asText().equals("Namespace"))
                .allSatisfy(object ->
                        assertThat(object.at("/metadata/namespace").asText()).isEqualTo(namespace));
    }

    private static Set<String> presets(String parameter) {
        return Books.all().stream()
                .flatMap(book -> book.parameter(parameter).stream())
                .map(Parameter::preset)
                .collect(Collectors.toSet());
    }

    private static Set<String> named(String pattern) {
        return Books.all().stream()
                .flatMap(Runbook::steps)
                .map(Step::command)
                .filter(command -> command.contains("kubectl "))
                .flatMap(command -> Pattern.compile(pattern).matcher(command).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
