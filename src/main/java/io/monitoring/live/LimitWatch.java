package io.monitoring.live;

import io.monitoring.live.LimitStore.Stated;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.AggregateRow;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.query.AggregateQueries;
import io.monitoring.store.query.TooManyRowsException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Forecasts the series that have a limit, once in a while, and warns of those that will pass it. A turn's forecasts rest on
 * what was there when it began, and its warnings' ids on the same: done twice, by whomever, it comes to the same.
 */
@ApplicationScoped
class LimitWatch {

    /** Of each limit, the first by their labels: a forecast takes up to 300 ms. */
    private static final int SERIES_AT_MOST = 10;

    /** How often a service is forecast: a warning is to come hours ahead, and a forecast takes up to 300 ms. */
    static final Duration EVERY = Duration.ofMinutes(30);

    private static final Logger LOG = Logger.getLogger(LimitWatch.class);

    private final LimitStore limits;
    private final AggregateQueries aggregates;
    private final AnomalyStore findings;
    private final StaggeredPeriod turns;

    LimitWatch(LimitStore limits, AggregateQueries aggregates, AnomalyStore findings) {
        this.limits = limits;
        this.aggregates = aggregates;
        this.findings = findings;
        this.turns = new StaggeredPeriod(EVERY);
    }

    /** Looks at a service's limits if it is its turn. Never fails: what could not be done is tried with its next minute. */
    Uni<Void> look(WatchedService service) {
        long turn = turns.of(service.name(), service.until());
        if (service.until() == 0 || turn <= service.lookedIn()) {
            return Uni.createFrom().voidItem();
        }
        return limits.of(service.name())
                .chain(stated -> stated.limits().isEmpty() || stated.turn() >= turn
                        ? Uni.createFrom().voidItem()
                        : look(service.name(), turn, stated))
                .invoke(() -> service.lookedIn(turn))
                .onFailure()
                .invoke(failure -> LOG.warnf("%s is to be forecast again: %s", service.name(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> look(String service, long turn, Stated stated) {
        Instant at = turns.beginOf(service, turn);
        return Multi.createFrom()
                .iterable(stated.limits())
                .onItem()
                .transformToUniAndConcatenate(limit -> crossings(service, limit, at))
                .collect()
                .asList()
                .chain(all -> {
                    List<PredictedCrossing> news = all.stream()
                            .flatMap(List::stream)
                            .filter(crossing -> isNews(crossing, stated.standing()))
                            .toList();
                    return findings.keep(news)
                            .chain(() -> limits.looked(service, turn, standing(stated.standing(), news, at)));
                })
                .replaceWithVoid();
    }

    /** Nobody is told twice, unless it comes in less than half of the time that was left. */
    static boolean isNews(PredictedCrossing crossing, Map<String, Instant> standing) {
        Instant known = standing.get(crossing.subject());
        if (known == null || !known.isAfter(crossing.at())) {
            return true;
        }
        Duration left = Duration.between(crossing.at(), known);
        return Duration.between(crossing.at(), crossing.expected()).compareTo(left.dividedBy(2)) < 0;
    }

    private static Map<String, Instant> standing(
            Map<String, Instant> before, List<PredictedCrossing> news, Instant at) {
        Map<String, Instant> standing = new HashMap<>(before);
        standing.values().removeIf(expected -> !expected.isAfter(at));
        news.forEach(crossing -> standing.put(crossing.subject(), crossing.expected()));
        return standing;
    }

    /** What is found near is not looked for further away. */
    private Uni<List<PredictedCrossing>> crossings(String service, Limit limit, Instant at) {
        return series(Outlook.NEAR, service, limit, at).chain(near -> {
            List<PredictedCrossing> found = crossings(Outlook.NEAR, near, limit, at);
            return series(Outlook.FAR, service, limit, at).map(far -> {
                found.forEach(crossing -> far.remove(crossing.series()));
                found.addAll(crossings(Outlook.FAR, far, limit, at));
                return found;
            });
        });
    }

    private Uni<Map<SeriesKey, List<AggregateRow>>> series(Outlook outlook, String service, Limit limit, Instant at) {
        return aggregates
                .read(outlook.query(service, limit, at), new ReadCost())
                .onFailure(TooManyRowsException.class)
                .recoverWithItem(() -> {
                    LOG.warnf("A limit of %s %s has too many series: let it name labels", service, limit.metric());
                    return List.of();
                })
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(AggregateRow::series, TreeMap::new, Collectors.toList())));
    }

    private static List<PredictedCrossing> crossings(
            Outlook outlook, Map<SeriesKey, List<AggregateRow>> series, Limit limit, Instant at) {
        return series.entrySet().stream()
                .limit(SERIES_AT_MOST)
                .flatMap(one -> outlook.crossing(one.getKey(), one.getValue(), limit, at).stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
