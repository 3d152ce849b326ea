package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Findings.Cause;
import io.monitoring.advisor.document.Findings.Issue;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.evidence.BreakerMove;
import io.monitoring.advisor.evidence.BreakerReading;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Dependencies;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * This service as a patient: an open breaker names what is away, and needs no other evidence, so this much is known even
 * while nothing can be read.
 */
final class OwnHealth {

    private static final long QUEUE_IS_LONG = 1_000;

    private final GatheredEvidence evidence;
    private final Draft draft;

    OwnHealth(GatheredEvidence evidence, Draft draft) {
        this.evidence = evidence;
        this.draft = draft;
    }

    void examine() {
        Map<String, List<BreakerReading>> away = new LinkedHashMap<>();
        for (BreakerReading breaker : evidence.breakers()) {
            if (breaker.isOpen() || breaker.unhealthy()) {
                away.computeIfAbsent(dependency(breaker.name()), any -> new ArrayList<>())
                        .add(breaker);
            }
        }
        boolean nothingAccepted = isOpen(BreakerNames.DYNAMODB_WRITE) && isOpen(BreakerNames.SQS);
        away.forEach((dependency, breakers) -> isAway(dependency, breakers, nothingAccepted));
        flapping();
        queue();
    }

    private boolean isOpen(String name) {
        return evidence.breakers().stream()
                .anyMatch(breaker -> breaker.name().equals(name) && (breaker.isOpen() || breaker.unhealthy()));
    }

    private void isAway(String dependency, List<BreakerReading> breakers, boolean nothingAccepted) {
        List<String> ids = breakers.stream().map(this::exhibit).toList();
        BreakerReading first = breakers.getFirst();
        boolean bedrock = dependency.equals(Dependencies.BEDROCK);
        boolean held = breakers.stream().allMatch(BreakerReading::held);
        Level level = nothingAccepted ? Level.CRITICAL : bedrock ? Level.LOW : Level.HIGH;
        String title = dependency + (held ? " is held open by an admin" : " does not answer as it should");
        draft.issue(new Issue(title, level, null, first.since(), ids));
        if (bedrock) {
            return;
        }
        draft.cause(new Cause(dependency, 1, words(dependency, breakers), ids));
        if (dependency.equals(Dependencies.DYNAMODB)) {
            draft.recommend(
                    RunbookStep.RECOVER_DATABASE,
                    "Check DynamoDB: the table's status and throttling; " + RunbookStep.RECOVER_DATABASE.words(),
                    title + ": " + ofBreakers(breakers),
                    ids);
        } else {
            draft.recommend(
                    RunbookStep.ASSESS,
                    "Check the processing queue and the permission to use it; " + RunbookStep.ASSESS.words(),
                    title + ": " + ofBreakers(breakers),
                    ids);
        }
        draft.recommend(
                RunbookStep.RESET_BREAKER,
                "Once " + dependency + " answers, reset the circuit breaker " + names(breakers)
                        + " if it is still open; " + RunbookStep.RESET_BREAKER.words(),
                "an open breaker keeps calls away until its trial succeeds",
                ids);
    }

    private String exhibit(BreakerReading breaker) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (!breaker.held()) {
            numbers.put("failures", (double) breaker.failures());
            numbers.put("attempts", (double) breaker.calls());
        }
        String error = breaker.lastError() == null ? "" : ", last error " + breaker.lastError();
        Instant from = breaker.since().isAfter(evidence.window().to())
                ? evidence.window().to()
                : breaker.since();
        return draft.ledger()
                .own(
                        "breaker",
                        "circuit breaker " + breaker.name(),
                        from,
                        evidence.window().to(),
                        numbers,
                        "circuit breaker " + breaker.name() + " is " + breaker.state() + " since " + breaker.since()
                                + error);
    }

    private static String words(String dependency, List<BreakerReading> breakers) {
        return dependency + " does not answer this service: " + ofBreakers(breakers);
    }

    private static String ofBreakers(List<BreakerReading> breakers) {
        List<String> words = breakers.stream()
                .map(one -> one.name() + " " + one.state() + (one.lastError() == null ? "" : ", " + one.lastError()))
                .toList();
        return String.join("; ", words);
    }

    private static String names(List<BreakerReading> breakers) {
        return String.join(", ", breakers.stream().map(BreakerReading::name).toList());
    }

    static String dependency(String breaker) {
        return breaker.startsWith(Dependencies.DYNAMODB) ? Dependencies.DYNAMODB : breaker;
    }

    /** Opened in the window and closed again: over, and worth knowing. */
    private void flapping() {
        Map<String, List<BreakerMove>> opened = new LinkedHashMap<>();
        for (BreakerMove move : evidence.moves()) {
            if (move.to() == CircuitBreakerState.OPEN) {
                opened.computeIfAbsent(move.name(), any -> new ArrayList<>()).add(move);
            }
        }
        opened.forEach((name, moves) -> {
            String id = draft.ledger()
                    .own(
                            "breaker",
                            "circuit breaker " + name,
                            moves.getFirst().at(),
                            moves.getLast().at(),
                            Map.of("opened", (double) moves.size()),
                            "circuit breaker " + name + " opened " + moves.size() + " times, first at "
                                    + moves.getFirst().at() + ": "
                                    + moves.getFirst().reason());
            draft.insight(
                    dependency(name) + " failed often enough to open circuit breaker " + name + " " + moves.size()
                            + (moves.size() == 1 ? " time" : " times") + " in this time",
                    List.of(id));
        });
    }

    private void queue() {
        evidence.queueDepth().filter(depth -> depth >= QUEUE_IS_LONG).ifPresent(depth -> {
            String id = draft.ledger()
                    .own(
                            "queue",
                            "processing queue",
                            evidence.window().to(),
                            evidence.window().to(),
                            Map.of("messages", (double) depth),
                            "about " + depth + " messages wait in the processing queue");
            draft.issue(new Issue("The processing queue is long", Level.MEDIUM, null, null, List.of(id)));
            draft.recommend(
                    RunbookStep.ASSESS,
                    "See whether an instance consumes the processing queue, and whether it keeps up; "
                            + RunbookStep.ASSESS.words(),
                    "about " + depth + " messages wait",
                    List.of(id));
        });
    }
}
