package io.monitoring.runbooks.book;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A runbook as its Markdown has it.
 *
 * @param secrets variables of the commands that only the environment may give, and that no transcript shows
 * @param text the whole document
 */
public record Runbook(
        String id,
        String title,
        Severity severity,
        List<String> symptoms,
        List<String> alerts,
        List<String> services,
        String owner,
        List<Parameter> parameters,
        List<String> secrets,
        List<Stage> stages,
        String text) {

    public Stream<Step> steps() {
        return stages.stream().flatMap(stage -> stage.steps().stream());
    }

    public Optional<Step> step(String name) {
        return steps().filter(step -> step.name().equals(name)).findFirst();
    }

    public Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /**
     * The same with values where the variables stood; a parameter that is not named takes its preset.
     *
     * @throws IllegalArgumentException where a value is more than a plain token
     */
    public Runbook filled(Map<String, String> values) {
        String filled = text;
        for (Parameter parameter : parameters) {
            String value = values.getOrDefault(parameter.name(), parameter.preset());
            if (!value.isEmpty()) {
                filled = parameter.fill(filled, value);
            }
        }
        return RunbookParser.parse(filled);
    }
}
