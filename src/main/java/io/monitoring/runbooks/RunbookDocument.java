package io.monitoring.runbooks;

import io.monitoring.runbooks.book.Expectation;
import io.monitoring.runbooks.book.Parameter;
import io.monitoring.runbooks.book.Runbook;
import io.monitoring.runbooks.book.Shape;
import io.monitoring.runbooks.book.Stage;
import io.monitoring.runbooks.book.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What {@code GET /runbooks/{id}} answers.
 *
 * @param sev the severity in the scale SEV-1 to SEV-4
 * @param secrets variables that the commands need and that only the environment gives
 */
record RunbookDocument(
        String id,
        String title,
        String severity,
        String sev,
        List<String> symptoms,
        List<String> alerts,
        List<String> services,
        String owner,
        List<ParameterDocument> params,
        List<String> secrets,
        List<StageDocument> stages) {

    /**
     * @param value what stands in the commands; empty where they have a value of their own
     */
    record ParameterDocument(String name, String value, String preset, String meaning) {}

    /**
     * @param heading as it stands in the text, with its number
     * @param checklist for a person to do
     */
    record StageDocument(String section, String heading, List<String> checklist, List<StepDocument> steps) {}

    /**
     * @param risk {@code read}, {@code write} or {@code destructive}
     * @param on the shapes in which it applies
     * @param command for {@code bash -eu -o pipefail}
     * @param expect as it stands in the text
     */
    record StepDocument(
            String name, String risk, List<String> on, String command, List<String> expect, String otherwise) {

        static StepDocument of(Step step) {
            return new StepDocument(
                    step.name(),
                    step.risk().text(),
                    Arrays.stream(Shape.values())
                            .filter(step.shapes()::contains)
                            .map(Shape::text)
                            .toList(),
                    step.command(),
                    step.expectations().stream().map(Expectation::text).toList(),
                    step.otherwise());
        }
    }

    static RunbookDocument of(Runbook runbook, Map<String, String> values) {
        return new RunbookDocument(
                runbook.id(),
                runbook.title(),
                runbook.severity().name(),
                runbook.severity().sev(),
                runbook.symptoms(),
                runbook.alerts(),
                runbook.services(),
                runbook.owner(),
                runbook.parameters().stream().map(one -> parameter(one, values)).toList(),
                runbook.secrets(),
                runbook.stages().stream().map(RunbookDocument::stage).toList());
    }

    private static ParameterDocument parameter(Parameter parameter, Map<String, String> values) {
        return new ParameterDocument(
                parameter.name(),
                values.getOrDefault(parameter.name(), parameter.preset()),
                parameter.preset(),
                parameter.meaning());
    }

    private static StageDocument stage(Stage stage) {
        return new StageDocument(
                stage.section(),
                stage.heading(),
                stage.checklist(),
                stage.steps().stream().map(StepDocument::of).toList());
    }
}
