package io.monitoring.platform.guard;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jboss.logging.Logger;

/** The breakers of this instance: their states, how they came into them, and the ways to reset and to hold them. */
@Startup
@ApplicationScoped
public class Breakers {

    private static final Logger LOG = Logger.getLogger(Breakers.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final CircuitBreakerMaintenance maintenance;
    private final BreakerPolicy policy;
    private final MeterRegistry meters;
    private final Event<BreakerMoved> moves;
    private final Clock clock;
    private final SequencedMap<String, BreakerRecord> records;
    private final ManualHolds holds = new ManualHolds(name -> reset(name, "the time of its manual hold is up"));

    Breakers(
            CircuitBreakerMaintenance maintenance,
            BreakerPolicy policy,
            MeterRegistry meters,
            Event<BreakerMoved> moves,
            Clock clock) {
        this.maintenance = maintenance;
        this.policy = policy;
        this.meters = meters;
        this.moves = moves;
        this.clock = clock;
        var byName = new LinkedHashMap<String, BreakerRecord>();
        for (String name : BreakerNames.IN_USE) {
            byName.put(name, new BreakerRecord(name, policy.volume(), clock.instant()));
            maintenance.onStateChange(name, to -> moved(name, to));
            Gauge.builder("monitoring.circuit.breaker.state", () -> severity(state(name)))
                    .description("0 closed, 1 half-open, 2 open")
                    .tag("name", name)
                    .register(meters);
        }
        records = Collections.unmodifiableSequencedMap(byName);
    }

    public List<BreakerSnapshot> snapshots() {
        return records.keySet().stream().map(this::snapshot).toList();
    }

    public BreakerSnapshot snapshot(String name) {
        ManualHold manual = hold(name).orElse(null);
        return of(name).snapshot(manual);
    }

    /** What the breaker itself says, which our record may trail by a moment; or what it is held at. */
    public CircuitBreakerState state(String name) {
        return hold(name).map(ManualHold::state).orElseGet(() -> maintenance.currentState(name));
    }

    public Optional<ManualHold> hold(String name) {
        return holds.of(name, clock.instant());
    }

    public boolean known(String name) {
        return records.containsKey(name);
    }

    /** Closes the breaker at once, whatever it has seen and whoever holds it. */
    public void reset(String name, String reason) {
        holds.remove(name);
        maintenance.reset(name);
        // SmallRye tells its listeners nothing of a reset.
        if (of(name).state() == CircuitBreakerState.CLOSED) {
            of(name).clear();
        } else {
            record(name, CircuitBreakerState.CLOSED, reason);
        }
    }

    /** Takes the breaker in hand until the hold's time is up, or until it is {@link #reset}. */
    public void hold(String name, ManualHold hold) {
        if (hold(name).equals(Optional.of(hold)) || !clock.instant().isBefore(hold.until())) {
            return;
        }
        holds.put(name, hold);
        // What the breaker itself has seen is of no account meanwhile; afterwards it starts afresh.
        maintenance.reset(name);
        record(
                name,
                hold.state(),
                "held %s by %s until %s: %s"
                        .formatted(hold.open() ? "open" : "closed", hold.by(), hold.until(), hold.reason()));
    }

    /** How long a caller had better wait: what remains of the open time, and never less than a second. */
    Duration retryAfter(String name) {
        Instant now = clock.instant();
        Duration longest = policy.openTime();
        Optional<ManualHold> hold = hold(name);
        Duration remaining;
        if (hold.isPresent()) {
            remaining = Duration.between(now, hold.get().until());
        } else if (of(name).state() == CircuitBreakerState.OPEN) {
            remaining = longest.minus(Duration.between(of(name).since(), now));
        } else {
            remaining = SOON;
        }
        // A hold may last a day, and may be ended any time.
        Duration wait = remaining.compareTo(longest) > 0 ? longest : remaining;
        return wait.compareTo(SOON) < 0 ? SOON : wait;
    }

    public BreakerRecord of(String name) {
        return records.get(name);
    }

    private void moved(String name, CircuitBreakerState to) {
        // Calls that were under way when an admin took it in hand.
        if (holds.holds(name)) {
            return;
        }
        record(
                name,
                to,
                switch (to) {
                    case OPEN -> "too many failed attempts, the last: " + of(name).lastFailure();
                    case HALF_OPEN -> "open time elapsed";
                    case CLOSED -> "trial succeeded";
                });
    }

    private void record(String name, CircuitBreakerState to, String reason) {
        BreakerTransition transition = of(name).moved(to, reason, clock.instant());
        meters.counter("monitoring.circuit.breaker.transitions", "name", name, "to", to.name())
                .increment();
        LOG.warnf(
                "circuit_breaker name=%s from=%s to=%s reason=\"%s\"",
                name, transition.from(), to, reason.replace('"', '\''));
        moves.fire(new BreakerMoved(name, transition));
    }

    private static int severity(CircuitBreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
