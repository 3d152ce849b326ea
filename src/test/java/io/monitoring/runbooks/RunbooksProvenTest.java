package io.monitoring.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.lambda.InvokeStepsIT;
import io.monitoring.runbooks.book.Runbook;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunbooksProvenTest {

    private static final List<String> SECTIONS = List.of(
            "Meaning",
            "Impact",
            "First 15 minutes",
            "Investigate",
            "Remediate",
            "Validate",
            "Afterwards",
            "Escalate",
            "Related");

    @Test
    void everyStepIsAsItWasWhenItWasProven() {
        List<String> proven = Proof.read(Books.read(Books.PROVEN)).stream()
                .map(proof -> proof.runbook() + " " + proof.step() + " " + proof.fingerprint())
                .toList();

        assertThat(Books.all().stream().flatMap(RunbooksProvenTest::steps))
                .as("prove them: runbooks/prove")
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(proven);
    }

    @Test
    void everyRunbookHasTheSameSectionsInTheSameOrder() {
        for (Runbook runbook : Books.all()) {
            assertThat(runbook.text()
                            .lines()
                            .filter(line -> line.startsWith("## "))
                            .map(line -> line.substring(3)))
                    .as(runbook.id())
                    .startsWith(SECTIONS.toArray(String[]::new));
            assertThat(Books.FOLDER.resolve(runbook.id() + ".md")).exists();
        }
    }

    @Test
    void everyRowOfWhatTheOriginalSaidHasATest() {
        List<String> rows = Books.read(Books.FOLDER.resolve("system-outage.md"))
                .lines()
                .dropWhile(line -> !line.equals("## What the original said"))
                .filter(line -> line.matches("\\| [0-9, ]+ \\|.*"))
                .toList();
        List<String> tested = Stream.of(WhatWasWrongIT.class, InvokeStepsIT.class)
                .flatMap(tests -> Stream.of(tests.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Row.class))
                .flatMap(method -> Stream.of(method.getAnnotation(Row.class).value()))
                .toList();

        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(tested).as(row).anyMatch(row::contains));
        assertThat(tested).allSatisfy(part -> assertThat(rows)
                .as(part)
                .filteredOn(row -> row.contains(part))
                .hasSize(1));
    }

    private static Stream<String> steps(Runbook runbook) {
        return runbook.steps().map(step -> runbook.id() + " " + step.name() + " " + step.fingerprint());
    }
}
