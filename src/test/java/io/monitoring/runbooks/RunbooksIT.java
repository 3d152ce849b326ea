package io.monitoring.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.monitoring.runbooks.Proof.How;
import io.monitoring.runbooks.book.Risk;
import io.monitoring.runbooks.book.Runbook;
import io.monitoring.runbooks.book.Shape;
import io.monitoring.runbooks.book.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks every step of every runbook: by the real runner where it can run here, and else by whoever understands it. */
class RunbooksIT {

    private static final Pattern AWS_CALL = Pattern.compile("(?<![\\w/.-])aws (?!configure )([a-z0-9]+) ([a-z0-9-]+)");
    private static final Pattern KUBECTL_CALL = Pattern.compile("(?<![\\w/.-])kubectl ");
    /** Operations that moto_server 5 does not have. */
    private static final Set<String> NOT_IN_MOTO = Set.of(
            "put-provisioned-concurrency-config", "describe-contributor-insights", "update-contributor-insights");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static ProvingGround ground;

    @BeforeAll
    static void start() {
        ground = new ProvingGround();
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @Test
    void everyStepWorks() throws IOException {
        List<Proof> proofs = new ArrayList<>();
        for (Runbook runbook : Books.all()) {
            Map<Step, String> skipped = new LinkedHashMap<>();
            Map<Step, String> checked = new LinkedHashMap<>();
            List<Step> run = new ArrayList<>();
            runbook.steps().forEach(step -> sort(step, run, checked, skipped));
            run(runbook, run);
            checked.keySet().forEach(RunbooksIT::check);
            runbook.steps()
                    .map(step -> skipped.containsKey(step)
                            ? Proof.of(runbook, step, How.SKIPPED, skipped.get(step))
                            : checked.containsKey(step)
                                    ? Proof.of(runbook, step, How.CHECKED, checked.get(step))
                                    : Proof.of(runbook, step, How.RUN, with(step)))
                    .forEach(proofs::add);
        }

        Files.writeString(Path.of("target", "PROVEN.md"), Proof.page(proofs));
        Proof.keep(proofs);
        System.out.printf(
                "runbook steps: %d run for real, %d checked by model, %d skipped%n",
                Proof.count(proofs, How.RUN), Proof.count(proofs, How.CHECKED), Proof.count(proofs, How.SKIPPED));
        proofs.stream()
                .filter(proof -> proof.how() != How.RUN)
                .forEach(proof -> System.out.printf(
                        "%s: %s %s: %s%n",
                        proof.how().name().toLowerCase(Locale.ROOT), proof.runbook(), proof.step(), proof.with()));
        assertThat(Proof.count(proofs, How.RUN)).isGreaterThan(0);
    }

    /** Runs it here if anything here can; else it is checked, and skipped only when nobody here understands it. */
    private static void sort(Step step, List<Step> run, Map<Step, String> checked, Map<Step, String> skipped) {
        boolean callsAws = AWS_CALL.matcher(step.command()).find();
        boolean needsMoto = !step.shapes().contains(Shape.DEV);
        if (step.shapes().equals(Set.of(Shape.KUBERNETES))) {
            put(Tools.present("kubectl"), step, "kubectl's parser", checked, "no kubectl here", skipped);
        } else if (step.command().contains("aws-cdk") && !ground.hasStack()) {
            skipped.put(step, "no moto_server with aws here, or no CDK (npm ci in deploy/cdk)");
        } else if (calls(step).contains("invoke")) {
            put(
                    Tools.pythonOfAws().isPresent(),
                    step,
                    "the service models of aws; run by ./mvnw verify -Plambda",
                    checked,
                    "run by ./mvnw verify -Plambda",
                    skipped);
        } else if (callsAws && !Tools.present("aws")) {
            skipped.put(step, "no aws here");
        } else if (needsMoto && (!ground.hasMoto() || calls(step).stream().anyMatch(NOT_IN_MOTO::contains))) {
            put(
                    Tools.pythonOfAws().isPresent(),
                    step,
                    "the service models of aws",
                    checked,
                    "no aws with models here",
                    skipped);
        } else {
            run.add(step);
        }
    }

    private static void put(
            boolean can, Step step, String with, Map<Step, String> checked, String why, Map<Step, String> skipped) {
        if (can) {
            checked.put(step, with);
        } else {
            skipped.put(step, why);
        }
    }

    private static Set<String> calls(Step step) {
        return AWS_CALL.matcher(step.command())
                .results()
                .map(call -> call.group(2))
                .collect(Collectors.toSet());
    }

    private static void run(Runbook runbook, List<Step> steps) throws IOException {
        Files.deleteIfExists(ground.calls());
        Path transcript = Path.of("target", "runbooks", runbook.id() + ".md");
        List<String> command = new ArrayList<>(
                List.of("runbooks/run", runbook.id(), "--yes-write", "--transcript", transcript.toString()));
        steps.forEach(step -> command.addAll(List.of("--step", step.name())));
        String names = steps.stream()
                .filter(step -> step.risk() == Risk.DESTRUCTIVE)
                .map(step -> step.name() + "\n")
                .collect(Collectors.joining());

        Tools.Said said = Tools.run(ground.process(command), names);

        Map<String, Transcript.Result> results = Transcript.read(transcript).results();
        assertThat(results.keySet()).as(said.text()).containsExactlyElementsOf(names(steps));
        assertThat(results.values()).as(runbook.id()).allMatch(Transcript.Result::asExpected);
        assertThat(said.status()).isZero();
        if (Tools.pythonOfAws().isPresent()) {
            steps.forEach(RunbooksIT::requireItsCallsKeptToTheModels);
        }
    }

    private static List<String> names(List<Step> steps) {
        return steps.stream().map(Step::name).toList();
    }

    /** Each operation that the step's text has was called, and each call is as the service's model says. */
    private static void requireItsCallsKeptToTheModels(Step step) {
        List<JsonNode> calls = awsCalls().stream()
                .filter(call -> call.get("step").asText().equals(step.name()))
                .toList();
        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(call.get("problems")).as(call.toString()).isEmpty());
        Set<String> called = calls.stream()
                .map(call -> call.get("operation")
                        .asText()
                        .replaceAll("[^A-Za-z0-9 ]", "")
                        .toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> written = AWS_CALL.matcher(step.command())
                .results()
                .map(call -> call.group(1) + " " + call.group(2).replace("-", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(called).as(step.name()).isEqualTo(written);
    }

    private static List<JsonNode> awsCalls() {
        if (!Files.exists(ground.calls())) {
            return List.of();
        }
        return Books.read(ground.calls()).lines().map(RunbooksIT::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private static void check(Step step) {
        try {
            Files.deleteIfExists(ground.calls());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProcessBuilder builder = ground.process(List.of("bash", "-u", "-c", step.command()));
        builder.environment().put("RUNBOOKS_ONLY_CHECK", "true");
        builder.environment().put("RUNBOOK_STEP", step.name());
        builder.environment().put("NAMESPACE", "monitoring");
        builder.environment().put("OVERLAY", "prod");
        Tools.Said said = Tools.run(builder, "");
        if (step.shapes().equals(Set.of(Shape.KUBERNETES))) {
            String calls = Books.read(ground.calls());
            // kubectl got as far as wanting to send it: the command and its options are ones that it has.
            long understood = Pattern.compile("(?i)connection to the server .* was refused|connect: connection refused")
                    .matcher(calls)
                    .results()
                    .count();
            assertThat(calls).as(step.name()).doesNotContainIgnoringCase("unknown");
            assertThat(understood)
                    .as(calls)
                    .isGreaterThanOrEqualTo(
                            KUBECTL_CALL.matcher(step.command()).results().count());
        } else {
            assertThat(said.status()).as("%s: %s", step.name(), said.text()).isZero();
            requireItsCallsKeptToTheModels(step);
        }
    }

    /** What it ran against. */
    private static String with(Step step) {
        Set<String> with = new TreeSet<>();
        if (step.command().contains("$API_URL")) {
            with.add("the application");
        }
        if (step.command().contains("aws-cdk")) {
            with.add("the CDK and moto_server");
        }
        AWS_CALL.matcher(step.command())
                .results()
                .forEach(call -> with.add(
                        switch (call.group(1) + " " + call.group(2)) {
                            case "dynamodb describe-continuous-backups",
                                    "dynamodb restore-table-to-point-in-time",
                                    "dynamodb update-table" -> "moto_server";
                            default ->
                                switch (call.group(1)) {
                                    case "dynamodb" -> "DynamoDB Local";
                                    case "sqs" -> "ElasticMQ";
                                    default -> "moto_server";
                                };
                        }));
        return with.isEmpty() ? "bash" : String.join(", ", with);
    }
}
