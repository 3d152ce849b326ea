package io.monitoring.advisor.archive;

import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.advisor.document.Findings.Cause;
import io.monitoring.advisor.document.Findings.Unusual;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an analysis looked like, without its numbers and times: what changed, where, and in which order.
 *
 * @param changes {@code service|metric|direction}, the earliest first, each once
 * @param causes services named as causes, most likely first
 */
public record Fingerprint(List<String> changes, List<String> causes) {

    private static final int CHANGES_AT_MOST = 60;
    private static final double BY_CHANGES = 0.5;
    private static final double BY_CAUSES = 0.3;
    private static final double BY_ORDER = 0.2;

    public Fingerprint {
        changes = List.copyOf(changes);
        causes = List.copyOf(causes);
    }

    private record Change(Instant at, String text) {}

    public static Fingerprint of(AnalysisDocument document) {
        List<Change> changes = new ArrayList<>();
        Stream.concat(document.anomalies().stream().map(Fingerprint::change), breakers(document))
                .sorted(Comparator.comparing(Change::at).thenComparing(Change::text))
                .forEach(changes::add);
        List<String> first = changes.stream()
                .map(Change::text)
                .distinct()
                .limit(CHANGES_AT_MOST)
                .toList();
        return new Fingerprint(
                first, document.rootCauses().stream().map(Cause::serviceName).toList());
    }

    private static Change change(Unusual anomaly) {
        return new Change(anomaly.at(), anomaly.serviceName() + '|' + anomaly.metricType() + '|' + anomaly.direction());
    }

    private static Stream<Change> breakers(AnalysisDocument document) {
        return document.evidence().stream()
                .filter(exhibit -> exhibit.kind().equals("breaker"))
                .map(exhibit -> new Change(exhibit.window().from(), exhibit.series() + "|open"));
    }

    public boolean isEmpty() {
        return changes.isEmpty() && causes.isEmpty();
    }

    /**
     * From 0, nothing in common, to 1: half by which changes both have (Jaccard), three tenths by which causes, the rest
     * by whether the changes that both have came in the same order (the share of pairs in order, as Kendall counts them).
     */
    public double similarity(Fingerprint other) {
        return BY_CHANGES * jaccard(changes, other.changes)
                + BY_CAUSES * jaccard(causes, other.causes)
                + BY_ORDER * sameOrder(changes, other.changes);
    }

    private static double jaccard(List<String> one, List<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return all.isEmpty() ? 0 : (double) both.size() / all.size();
    }

    private static double sameOrder(List<String> one, List<String> other) {
        List<String> both = one.stream().filter(other::contains).toList();
        if (both.size() < 2) {
            return both.size();
        }
        int pairs = 0;
        int kept = 0;
        for (int i = 0; i < both.size(); i++) {
            for (int j = i + 1; j < both.size(); j++) {
                pairs++;
                if (other.indexOf(both.get(i)) < other.indexOf(both.get(j))) {
                    kept++;
                }
            }
        }
        return (double) kept / pairs;
    }
}
