package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Findings.Issue;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.advisor.evidence.Reading.Total;
import io.monitoring.analysis.Decimal;
import io.monitoring.analysis.MetricRole;
import io.monitoring.analysis.TimeSeries;
import io.monitoring.analysis.slo.Burn;
import io.monitoring.analysis.slo.BurnAlert;
import io.monitoring.analysis.slo.ErrorBudget;
import io.monitoring.analysis.slo.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which services spend their error budgets too fast, of those that report their requests and what failed of them: as a
 * count ({@code errors}), or as {@code availability}. Only alerts whose windows were read, in fine enough steps.
 */
final class BurnRates {

    /** The kind of its evidence. */
    static final String KIND = "slo";

    /** Fewer failures than these in the long window say nothing of a rate. */
    private static final double FEWEST_FAILED = 5;

    /** A metric of failures so named is no count. */
    private static final List<String> SHARES = List.of("rate", "ratio", "percent", "pct", "share");

    private final GatheredEvidence evidence;
    private final Objective objective;
    private final Draft draft;
    private final List<BurnAlert> watched;

    BurnRates(GatheredEvidence evidence, Objective objective, Draft draft) {
        this.evidence = evidence;
        this.objective = objective;
        this.draft = draft;
        this.watched = watched(evidence);
    }

    /** Requests of a service and those that failed, by the end of each period. */
    private record Counts(TimeSeries requests, TimeSeries failed) {}

    void examine(List<Reading> metrics) {
        if (watched.isEmpty()) {
            return;
        }
        Map<String, List<Reading>> services = new TreeMap<>();
        metrics.forEach(metric -> services.computeIfAbsent(metric.series().service(), any -> new ArrayList<>())
                .add(metric));
        services.forEach((service, own) -> counts(own).ifPresent(counts -> examine(service, counts)));
    }

    private static List<BurnAlert> watched(GatheredEvidence evidence) {
        return Stream.of(BurnAlert.values())
                .filter(alert -> alert.longWindow().compareTo(evidence.read().length()) <= 0
                        && alert.shortWindow().compareTo(evidence.step()) >= 0)
                .toList();
    }

    private void examine(String service, Counts counts) {
        ErrorBudget budget = ErrorBudget.of(
                service,
                objective,
                counts.requests(),
                counts.failed(),
                evidence.window().to());
        budget.burns().stream()
                .filter(burn -> burn.firing() && watched.contains(burn.alert()))
                .findFirst()
                .ifPresent(burn -> issue(service, burn));
    }

    private void issue(String service, Burn burn) {
        String id = draft.ledger().ofService(KIND, service, burn.evidence());
        draft.issue(new Issue(
                service + " spends its error budget " + Decimal.of(burn.longRate()) + " times as fast as allowed",
                burn.alert().isPage() ? Level.HIGH : Level.MEDIUM,
                service,
                null,
                List.of(id)));
    }

    private Optional<Counts> counts(List<Reading> metrics) {
        Optional<Reading> requests = first(metrics, MetricRole.REQUESTS);
        Optional<Reading> errors = first(metrics, MetricRole.ERRORS).filter(metric -> !isShare(metric));
        Optional<Reading> availability = first(metrics, MetricRole.AVAILABILITY);
        return requests.filter(all -> all.totals().stream().allMatch(total -> total.sum() >= 0))
                .flatMap(all -> errors.map(BurnRates::failures)
                        .or(() -> availability.map(share -> failures(all, share)))
                        .filter(failures -> areTelling(all, failures))
                        .map(failures -> counts(all, failures)));
    }

    /** Enough, and of the same thing. */
    private static boolean areTelling(Reading requests, Map<Long, Double> failures) {
        double failed =
                failures.values().stream().mapToDouble(Double::doubleValue).sum();
        return failed >= FEWEST_FAILED
                && failed <= requests.totals().stream().mapToDouble(Total::sum).sum();
    }

    /** At most as many failures as requests in each period: what is counted apart may be counted a moment later. */
    private Counts counts(Reading requests, Map<Long, Double> failures) {
        long[] ends = Arrays.stream(requests.seconds())
                .map(begin -> begin + evidence.step().toSeconds())
                .toArray();
        double[] all = requests.totals().stream().mapToDouble(Total::sum).toArray();
        double[] failed = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            failed[i] = Math.clamp(failures.getOrDefault(requests.seconds()[i], 0.0), 0, all[i]);
        }
        return new Counts(TimeSeries.of("requests", ends, all), TimeSeries.of("failed", ends, failed));
    }

    private static Map<Long, Double> failures(Reading counted) {
        Map<Long, Double> failures = new HashMap<>();
        for (int i = 0; i < counted.size(); i++) {
            failures.put(counted.seconds()[i], counted.totals().get(i).sum());
        }
        return failures;
    }

    private static Map<Long, Double> failures(Reading requests, Reading availability) {
        double full = availability.totals().stream().anyMatch(total -> total.max() > 1.000001) ? 100 : 1;
        Map<Long, Double> shares = new HashMap<>();
        for (int i = 0; i < availability.size(); i++) {
            shares.put(
                    availability.seconds()[i], 1 - availability.totals().get(i).average() / full);
        }
        Map<Long, Double> failures = new HashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            double share = shares.getOrDefault(requests.seconds()[i], 0.0);
            failures.put(requests.seconds()[i], share * requests.totals().get(i).sum());
        }
        return failures;
    }

    private static Optional<Reading> first(List<Reading> metrics, MetricRole role) {
        return metrics.stream().filter(metric -> metric.role() == role).findFirst();
    }

    private static boolean isShare(Reading metric) {
        String name = metric.series().metric().toLowerCase(Locale.ROOT);
        return SHARES.stream().anyMatch(name::contains);
    }
}
