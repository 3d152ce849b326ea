package io.monitoring.resilience;

import io.monitoring.platform.guard.ManualHold;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.http.Times;
import io.monitoring.resilience.fleet.BreakerOrders;
import io.monitoring.resilience.fleet.Order;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an admin asks for, made into orders and queries. */
@ApplicationScoped
class BreakerAdmin {

    private static final Duration HISTORY = Duration.ofDays(30);

    private final BreakerOrders orders;
    private final HistoryViews history;
    private final Clock clock;

    BreakerAdmin(BreakerOrders orders, HistoryViews history, Clock clock) {
        this.orders = orders;
        this.history = history;
        this.clock = clock;
    }

    /** Closes one breaker, or all where {@code name} is null, and ends what holds there are. */
    Uni<ResetReport> reset(String name, String by) {
        List<String> names = AdminParameters.names(name);
        return orders.give(new LinkedHashSet<>(names), new Order.Reset(by))
                .map(given -> ResetReport.of(names, by, given));
    }

    Uni<HoldReport> hold(CircuitBreakerState state, String name, String reason, String timeLimit, String by) {
        String known = AdminParameters.name(name);
        String why = AdminParameters.reason(reason);
        Instant until =
                clock.instant().plus(AdminParameters.timeLimit(timeLimit)).truncatedTo(ChronoUnit.MILLIS);
        var manual = new ManualHold(state, why, until, by);
        return orders.give(Set.of(known), new Order.Hold(state, why, until, by))
                .map(given -> HoldReport.of(known, manual, given));
    }

    Uni<HistoryReport> history(String name, String from, String to, String limit) {
        // A transition of this very moment is asked for as well.
        Instant until = Times.parse("to", to, clock.instant().plusSeconds(1));
        var query = new HistoryQuery(
                AdminParameters.names(name),
                Times.parse("from", from, until.minus(HISTORY)),
                until,
                AdminParameters.limit(limit));
        if (!query.from().isBefore(query.to())) {
            throw ProblemException.invalid("from", "must be before `to`");
        }
        return history.report(query);
    }
}
