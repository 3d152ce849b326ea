package io.monitoring.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.monitoring.runbooks.Books;
import io.monitoring.runbooks.Proof;
import io.monitoring.runbooks.Row;
import io.monitoring.runbooks.Tools;
import io.monitoring.runbooks.Tools.Said;
import io.monitoring.runbooks.Transcript;
import io.monitoring.runbooks.book.Runbook;
import io.monitoring.runbooks.book.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The runbooks' steps that invoke a function, by the real runner, with the packaged zip behind the command line. */
public class InvokeStepsIT {

    private static final String INVOKE = "aws lambda invoke";
    private static final String PAYLOAD = "{\"incident_mode\": true, \"severity\": \"P0\"}";
    /** The end of a function's name; that of {@link FunctionProcess}. */
    private static final String ENVIRONMENT = "test";
    /** The end of the name of a function that does not start: it has no keys, and nobody said that this is meant. */
    private static final String BROKEN = "broken";

    private static LambdaFixture working;
    private static LambdaFixture broken;
    private static InvokeEndpoint lambda;

    @BeforeAll
    static void start() {
        assumeThat(Tools.present("aws")).as("aws is here").isTrue();
        working = new LambdaFixture(LambdaFixture.PATIENT);
        broken = LambdaFixture.beside(working, Map.of("MONITORING_AUTH_ALLOW_ANONYMOUS", "false"));
        lambda = new InvokeEndpoint(Map.of(
                "monitoring-api-" + ENVIRONMENT, working,
                "monitoring-ai-analysis-" + ENVIRONMENT, working,
                "monitoring-api-" + BROKEN, broken));
        working.answer("{}");
    }

    @AfterAll
    static void stop() {
        if (lambda != null) {
            lambda.close();
            broken.close();
            working.close();
        }
    }

    @Test
    void everyStepThatInvokesAFunctionWorks() {
        List<Proof> proofs = new ArrayList<>();
        for (Runbook runbook : Books.all()) {
            runbook.steps().filter(InvokeStepsIT::invokes).forEach(step -> {
                Transcript.Result result = run(runbook.id(), step.name(), ENVIRONMENT);
                assertThat(result.asExpected()).as(result.text()).isTrue();
                proofs.add(Proof.of(runbook, step, Proof.How.RUN, "function.zip in Lambda's runtime, emulated"));
            });
        }

        assertThat(proofs).isNotEmpty();
        Proof.keep(proofs);
        System.out.printf("runbook steps that invoke a function: %d run for real%n", proofs.size());
    }

    @Test
    @Row("`aws lambda invoke ... response.json`")
    void step2InvokeNoticesAFunctionThatFails() {
        Said original = bash("out=$(mktemp); " + INVOKE + " --function-name monitoring-api-" + BROKEN
                + " $out >&2; cat $out | jq '.circuit_breaker'");

        assertThat(original.status()).isZero();
        assertThat(original.text()).contains("FunctionError").endsWith("null\n");
        assertThat(run("system-outage", "invoke-health", BROKEN).asExpected()).isFalse();
        assertThat(run("system-outage", "invoke-health", ENVIRONMENT).asExpected())
                .isTrue();
    }

    /** Version 2 takes a payload for base64 unless it comes from {@code fileb://}, which both read as bytes. */
    @Test
    @Row("`--payload '{\"incident_mode\": true, ...}'`")
    void step3PayloadIsReadAlikeByBothVersionsOfTheCommandLine() {
        String analyse = INVOKE + " --function-name monitoring-ai-analysis-test /dev/null --payload ";

        Said original = bash(analyse + "'" + PAYLOAD + "' --v2-debug");
        Said ours = bash(analyse + "fileb:///dev/stdin <<<'" + PAYLOAD + "'");

        assertThat(original.text()).contains("AWS CLI v2 will assume the parameter value is base64-encoded");
        assertThatThrownBy(() -> Base64.getDecoder().decode(PAYLOAD)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ours.status()).as(ours.text()).isZero();
        assertThat(ours.text()).contains("\"StatusCode\": 200").doesNotContain("FunctionError");
        assertThat(Books.all().stream().flatMap(Runbook::steps).map(Step::command))
                .anyMatch(command -> command.contains("--payload"))
                .noneMatch(command -> command.matches("(?s).*--payload (?!fileb://).*"));
    }

    private static boolean invokes(Step step) {
        return step.command().contains(INVOKE);
    }

    private static Transcript.Result run(String runbook, String step, String environment) {
        Path transcript = Path.of("target", "lambda", "runbooks", step + ".md");
        Said said = Tools.run(
                process(environment, "runbooks/run", runbook, "--step", step, "--transcript", transcript.toString()),
                "");
        assertThat(said.status()).as(said.text()).isLessThan(2);
        return Transcript.read(transcript).of(step);
    }

    private static Said bash(String script) {
        return Tools.run(process(ENVIRONMENT, "bash", "-c", script), "");
    }

    private static ProcessBuilder process(String environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "SHAPE", "lambda",
                        "ENVIRONMENT", environment,
                        "AWS_ENDPOINT_URL", lambda.url(),
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_DEFAULT_REGION", "eu-west-1"));
        return builder;
    }
}
