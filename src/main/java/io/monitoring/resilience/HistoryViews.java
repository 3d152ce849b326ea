package io.monitoring.resilience;

import io.monitoring.resilience.fleet.Acknowledgement;
import io.monitoring.resilience.fleet.FleetConfig;
import io.monitoring.resilience.fleet.FleetReach;
import io.monitoring.resilience.fleet.FleetTable;
import io.monitoring.resilience.fleet.RecordedTransition;
import io.monitoring.resilience.fleet.TransitionHistory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Transitions of the whole fleet from the table; of this instance from memory where the table cannot be asked. */
@ApplicationScoped
class HistoryViews {

    private static final Comparator<RecordedTransition> NEWEST_FIRST = Comparator.comparing(RecordedTransition::at)
            .thenComparing(RecordedTransition::instance)
            .thenComparing(RecordedTransition::sequence)
            .reversed();

    private final FleetTable table;
    private final TransitionHistory history;
    private final FleetReach reach;
    private final FleetConfig config;

    HistoryViews(FleetTable table, TransitionHistory history, FleetReach reach, FleetConfig config) {
        this.table = table;
        this.history = history;
        this.reach = reach;
        this.config = config;
    }

    Uni<HistoryReport> report(HistoryQuery query) {
        if (!config.enabled() || !reach.isWorthACall()) {
            return Uni.createFrom().item(() -> remembered(query));
        }
        // One after another: the control door lets no two through at once anyway.
        Uni<Stream<RecordedTransition>> all = Uni.createFrom().item(Stream::empty);
        for (String name : query.names()) {
            all = all.chain(before -> table.history(name, query.from(), query.to(), query.limit())
                    .map(found -> Stream.concat(before, found.stream())));
        }
        // Its own latest may not be in the table yet.
        return all.map(found -> report(Acknowledgement.FLEET, query, Stream.concat(found, history.latest().stream())))
                .onFailure()
                .recoverWithItem(() -> remembered(query));
    }

    private HistoryReport remembered(HistoryQuery query) {
        return report(Acknowledgement.INSTANCE, query, history.latest().stream());
    }

    private static HistoryReport report(String scope, HistoryQuery query, Stream<RecordedTransition> transitions) {
        List<RecordedTransition> wanted = transitions
                .filter(query::wants)
                .distinct()
                .sorted(NEWEST_FIRST)
                .limit(query.limit())
                .toList();
        return HistoryReport.of(scope, wanted);
    }
}
