package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Extras.SafeOptimization;
import io.monitoring.advisor.evidence.BreakerMove;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.platform.guard.RecoverySetting;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether breakers are tried too early or too late, by how they fared in the window. Opened again within a minute of
 * closing, twice or more: too early, wait twice as long. Always closed by their first trials: too late, wait half as long.
 */
public final class RecoveryAdvice {

    private static final Duration RELAPSE = Duration.ofMinutes(1);
    private static final int RELAPSES = 2;
    private static final int RECOVERIES = 2;

    private RecoveryAdvice() {}

    /** @param current how long a breaker is open before its first trial */
    public static Optional<SafeOptimization> of(GatheredEvidence evidence, Duration current, Draft draft) {
        Map<String, Instant> closed = new HashMap<>();
        Map<String, Instant> opened = new HashMap<>();
        int relapses = 0;
        List<Duration> outages = new ArrayList<>();
        for (BreakerMove move : evidence.moves()) {
            if (move.to() == CircuitBreakerState.OPEN && move.from() == CircuitBreakerState.CLOSED) {
                Instant before = closed.get(move.name());
                if (before != null && Duration.between(before, move.at()).compareTo(RELAPSE) < 0) {
                    relapses++;
                }
                opened.put(move.name(), move.at());
            } else if (move.to() == CircuitBreakerState.CLOSED) {
                closed.put(move.name(), move.at());
                Instant since = opened.remove(move.name());
                if (since != null) {
                    outages.add(Duration.between(since, move.at()));
                }
            }
        }
        if (relapses >= RELAPSES) {
            return change(evidence, current, current.multipliedBy(2), relapses + " relapses within a minute", draft);
        }
        boolean allAtFirst = outages.size() >= RECOVERIES
                && outages.stream().allMatch(outage -> outage.compareTo(current.multipliedBy(3)) < 0);
        return allAtFirst && relapses == 0
                ? change(
                        evidence,
                        current,
                        current.dividedBy(2),
                        outages.size() + " recoveries at the first trials",
                        draft)
                : Optional.empty();
    }

    /** As far as the bounds allow; beyond them it is said, and cannot be applied. */
    private static Optional<SafeOptimization> change(
            GatheredEvidence evidence, Duration current, Duration wanted, String why, Draft draft) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("transitions", (double) evidence.moves().size());
        String id = draft.ledger()
                .own(
                        "breaker",
                        "circuit breakers",
                        evidence.read().from(),
                        evidence.window().to(),
                        numbers,
                        "circuit breakers had " + why);
        Duration bounded = RecoverySetting.bounded(wanted);
        boolean nearer =
                wanted.compareTo(current) > 0 ? bounded.compareTo(current) > 0 : bounded.compareTo(current) < 0;
        Duration to = nearer ? bounded : wanted;
        return Optional.of(new SafeOptimization(
                "Try open circuit breakers after " + to + " rather than " + current,
                "Set " + RecoverySetting.NAME + " to " + to + ": " + why,
                nearer,
                RecoverySetting.NAME,
                current.toString(),
                to.toString(),
                null,
                List.of(id)));
    }
}
