package io.monitoring.bench.analysis;

import io.monitoring.analysis.cause.Diagnosis;
import io.monitoring.analysis.cause.Incident;
import io.monitoring.analysis.cause.RootCauses;
import io.monitoring.analysis.cause.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Root-cause ranking on PetShop: where the broken service is among the root causes, and how often nothing is significant
 * when nothing is broken. A normal window has as many rows as a case has, and its target is that of a case; the baseline is
 * the rest of normal operation.
 */
public final class PetShopSection implements Section {

    private static final int WINDOWS = 40;
    private static final int ROWS = 5;
    /** The alert of a case is somewhere within its second row. */
    private static final int ALERT_ROW = 1;

    private static final int ALERT_SECONDS = 240;

    @Override
    public String name() {
        return "petshop";
    }

    /** Prints the table and the figures of {@code data/petshop}. */
    @Override
    public void run(Path data) throws IOException {
        PrintStream out = System.out;
        List<PetShop.Traffic> traffics = PetShop.read(data.resolve("petshop"));
        out.println("| case | truth is | score | first |");
        out.println("|---|---|---|---|");
        int cases = 0;
        int top1 = 0;
        int top3 = 0;
        for (PetShop.Traffic traffic : traffics) {
            for (PetShop.Case one : traffic.cases()) {
                Diagnosis diagnosis = RootCauses.of(one.incident());
                int rank = rank(diagnosis, one.truth());
                cases++;
                top1 += rank == 1 ? 1 : 0;
                top3 += rank >= 1 && rank <= 3 ? 1 : 0;
                out.printf(
                        "| %s | %s | %s | %s |%n",
                        one.name(),
                        rank == 0 ? "not found" : "no. " + rank,
                        diagnosis.significant()
                                ? "%.2f"
                                        .formatted(diagnosis
                                                .rootCauses()
                                                .getFirst()
                                                .score())
                                : "",
                        diagnosis.words());
            }
        }
        List<Incident> normal = normal(traffics, WINDOWS);
        long quiet =
                normal.stream().filter(one -> !RootCauses.of(one).significant()).count();
        out.printf("figure petshop_top1 %.3f ratio%n", (double) top1 / cases);
        out.printf("figure petshop_top3 %.3f ratio%n", (double) top3 / cases);
        out.printf("figure petshop_specificity %.3f ratio%n", (double) quiet / normal.size());
    }

    private static int rank(Diagnosis diagnosis, String truth) {
        return diagnosis.rootCauses().stream()
                        .map(cause -> cause.service())
                        .toList()
                        .indexOf(truth)
                + 1;
    }

    /** Windows spread evenly over normal operation, with the symptoms of the cases in turn. */
    public static List<Incident> normal(List<PetShop.Traffic> traffics, int windows) {
        List<Incident> incidents = new ArrayList<>();
        int each = windows / traffics.size();
        for (PetShop.Traffic traffic : traffics) {
            List<Target> targets =
                    traffic.cases().stream().map(one -> one.incident().target()).toList();
            long[] seconds = traffic.normal().seconds();
            for (int i = 0; i < each; i++) {
                int row = (int) ((long) i * (seconds.length - ROWS) / Math.max(1, each - 1));
                // 3 is prime to the cases' number of kinds, so that every kind of symptom meets every time of day.
                Target symptom = targets.get(i * 3 % targets.size());
                incidents.add(new Incident(
                        new Target(
                                symptom.service(),
                                symptom.metric(),
                                Instant.ofEpochSecond(seconds[row + ALERT_ROW] + ALERT_SECONDS)),
                        traffic.graph(),
                        traffic.normal().rows(row, row + ROWS, false),
                        traffic.normal().rows(row, row + ROWS, true)));
            }
        }
        return incidents;
    }
}
