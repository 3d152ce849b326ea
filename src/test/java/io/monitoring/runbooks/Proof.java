package io.monitoring.runbooks;

import io.monitoring.runbooks.book.Runbook;
import io.monitoring.runbooks.book.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When and how a step was last shown to work: a row of {@code runbooks/PROVEN.md}.
 *
 * @param how {@code run}, {@code checked} or {@code skipped}
 * @param with against what it ran, by what it was checked, why it was skipped
 * @param fingerprint of the step as it was then
 */
public record Proof(
        String runbook, String step, How how, String with, LocalDate date, String commit, String fingerprint) {

    /** The best first. */
    public enum How {
        RUN,
        CHECKED,
        SKIPPED
    }

    private static final String COMMIT = Tools.run(new ProcessBuilder("git", "rev-parse", "--short", "HEAD"), "")
            .text()
            .strip();
    private static final Pattern ROW = Pattern.compile(
            "\\| ([a-z-]+) \\| ([a-z0-9-]+) \\| (run|checked|skipped) \\| (.*) \\| (\\S+) \\| (.*) \\| ([0-9a-f]{12})"
                    + " \\|");

    /** One of now. */
    public static Proof of(Runbook runbook, Step step, How how, String with) {
        return new Proof(runbook.id(), step.name(), how, with, LocalDate.now(), COMMIT, step.fingerprint());
    }

    static List<Proof> read(String page) {
        List<Proof> proofs = new ArrayList<>();
        for (String line : page.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                proofs.add(new Proof(
                        row.group(1),
                        row.group(2),
                        How.valueOf(row.group(3).toUpperCase(Locale.ROOT)),
                        row.group(4),
                        LocalDate.parse(row.group(5)),
                        row.group(6),
                        row.group(7)));
            }
        }
        return proofs;
    }

    static String page(List<Proof> proofs) {
        StringBuilder page = new StringBuilder("""
            # When each step was last proven

            Written by `runbooks/prove`: `RunbooksIT` runs every step of every runbook, and those that invoke a function are run by
            `InvokeStepsIT`, in the build that has one. *run*: for real, and what it expects was met. *checked*: its commands were
            understood, by the AWS command line's own service models or by `kubectl`, and nothing was sent. The last column is the
            step's text (command, risk, shapes, expectations): `RunbooksProvenTest` fails when a step's text is another one. The
            commit is the one before the proof.

            %d steps: %d run, %d checked, %d skipped.

            | runbook | step | how | with | date | commit | text |
            |---|---|---|---|---|---|---|
            """.formatted(
                        proofs.size(), count(proofs, How.RUN), count(proofs, How.CHECKED), count(proofs, How.SKIPPED)));
        for (Proof proof : proofs) {
            page.append("| %s | %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            proof.runbook(),
                            proof.step(),
                            proof.how().name().toLowerCase(Locale.ROOT),
                            proof.with(),
                            proof.date(),
                            proof.commit(),
                            proof.fingerprint()));
        }
        return page.toString();
    }

    /**
     * With {@code -Dupdate-docs}, puts them into {@code runbooks/PROVEN.md}. A proof of the same text by more than these stays: not
     * everything can be run in each build, or on each machine.
     */
    public static void keep(List<Proof> proofs) {
        if (System.getProperty("update-docs") == null) {
            return;
        }
        Map<String, Proof> best = new LinkedHashMap<>();
        Stream.concat(read(Books.read(Books.PROVEN)).stream(), proofs.stream())
                .forEach(proof -> best.merge(proof.key(), proof, Proof::better));
        List<Proof> all = Books.all().stream()
                .flatMap(book -> book.steps().map(step -> book.id() + ' ' + step.name() + ' ' + step.fingerprint()))
                .filter(best::containsKey)
                .map(best::get)
                .toList();
        try {
            Files.writeString(Books.PROVEN, page(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String key() {
        return runbook + ' ' + step + ' ' + fingerprint;
    }

    private static Proof better(Proof old, Proof fresh) {
        return old.how().compareTo(fresh.how()) < 0 ? old : fresh;
    }

    static long count(List<Proof> proofs, How how) {
        return proofs.stream().filter(proof -> proof.how() == how).count();
    }
}
