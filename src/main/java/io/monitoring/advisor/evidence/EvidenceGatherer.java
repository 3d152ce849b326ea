package io.monitoring.advisor.evidence;

import io.monitoring.advisor.document.Findings.Missing;
import io.monitoring.advisor.request.Period;
import io.monitoring.analysis.cause.Dependency;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.guard.DependencyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Asks everybody at once and takes what has come when time is up. It never fails: what did not come is listed as missing,
 * and the state of the breakers, which is in memory, is always there.
 */
@ApplicationScoped
public class EvidenceGatherer {

    /** The most series that are looked at: what an analysis can work through in its time, and the heap holds. */
    private static final int MAX_SERIES = 5000;

    private final MetricEvidence metrics;
    private final OwnEvidence own;
    private final ProcessingQueue queue;
    private final WatchedKnowledge watched;
    private final Clock clock;

    EvidenceGatherer(
            MetricEvidence metrics, OwnEvidence own, ProcessingQueue queue, WatchedKnowledge watched, Clock clock) {
        this.metrics = metrics;
        this.own = own;
        this.queue = queue;
        this.watched = watched;
        this.clock = clock;
    }

    /** @param within how long, at most the budget */
    public Uni<GatheredEvidence> gather(EvidenceScope scope, Duration within) {
        return Uni.createFrom().deferred(() -> gather(scope, within, new Collected(MAX_SERIES)));
    }

    private Uni<GatheredEvidence> gather(EvidenceScope scope, Duration within, Collected collected) {
        List<Missing> missing = Collections.synchronizedList(new ArrayList<>());
        Uni<Void> points = metrics.gather(scope, within, collected);
        Uni<Optional<Long>> depth = optional("the depth of the queue", queue.depth(), within, missing);
        Uni<Optional<List<BreakerMove>>> fleetMoves =
                optional("what the breakers of the fleet did", own.movesOfTheFleet(scope.read()), within, missing);
        Uni<Optional<List<KnownAnomaly>>> anomalies =
                optional("recent anomalies", watched.anomalies(scope.window(), scope.services()), within, missing);
        Uni<Optional<List<Dependency>>> dependencies =
                optional("dependencies", watched.dependencies(), within, missing);
        return Uni.combine()
                .all()
                .unis(points, depth, fleetMoves, anomalies, dependencies)
                .with((done, waiting, moves, known, graph) ->
                        evidence(scope, collected, waiting, moves.orElse(List.of()), known, graph, missing));
    }

    private <T> Uni<Optional<T>> optional(String what, Uni<T> question, Duration within, List<Missing> missing) {
        return question.map(Optional::of)
                .ifNoItem()
                .after(within)
                .recoverWithUni(() -> {
                    missing.add(new Missing(what, "did not come in time", null));
                    return Uni.createFrom().item(Optional.empty());
                })
                .onFailure()
                .recoverWithItem(failure -> {
                    String why = failure instanceof DependencyException ? failure.getMessage() : "could not be read";
                    missing.add(new Missing(what, why, null));
                    return Optional.empty();
                });
    }

    private GatheredEvidence evidence(
            EvidenceScope scope,
            Collected collected,
            Optional<Long> depth,
            List<BreakerMove> fleetMoves,
            Optional<List<KnownAnomaly>> anomalies,
            Optional<List<Dependency>> known,
            List<Missing> missing) {
        Collected.Snapshot snapshot = collected.snapshot();
        // Up to this moment: a breaker that opened a second ago, in the minute that has not ended, is the news.
        Period moves = new Period(scope.read().from(), latest(scope));
        List<BreakerMove> all = new ArrayList<>(own.moves(moves));
        all.addAll(fleetMoves);
        List<Missing> everything = new ArrayList<>(missing);
        everything.sort(Comparator.comparing(Missing::what));
        everything.addAll(snapshot.missing());
        return new GatheredEvidence(
                scope.window(),
                scope.read(),
                scope.step(),
                snapshot.readings(),
                own.breakers(),
                OwnEvidence.sorted(all, moves),
                depth,
                anomalies,
                LabelledDependencies.of(snapshot.readings(), known.orElse(List.of())),
                everything,
                new Unread(snapshot.unread(), known.isEmpty()));
    }

    private Instant latest(EvidenceScope scope) {
        boolean untilNow =
                Duration.between(scope.window().to(), clock.instant()).compareTo(Duration.ofMinutes(2)) < 0;
        return untilNow ? clock.instant().plusSeconds(1) : scope.window().to();
    }
}
