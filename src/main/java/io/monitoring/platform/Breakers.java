package io.monitoring.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jboss.logging.Logger;

/** The breakers of this instance: their states, how they came into them, and the way to reset them. */
@Startup
@ApplicationScoped
public class Breakers {

    private static final Logger LOG = Logger.getLogger(Breakers.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final CircuitBreakerMaintenance maintenance;
    private final BreakersConfig config;
    private final MeterRegistry meters;
    private final Clock clock = Clock.systemUTC();
    private final SequencedMap<String, BreakerRecord> records;

    Breakers(CircuitBreakerMaintenance maintenance, BreakersConfig config, MeterRegistry meters) {
        this.maintenance = maintenance;
        this.config = config;
        this.meters = meters;
        var byName = new LinkedHashMap<String, BreakerRecord>();
        for (String name : BreakerNames.IN_USE) {
            byName.put(name, new BreakerRecord(name, config.volume(), clock.instant()));
            maintenance.onStateChange(name, to -> moved(name, to));
            Gauge.builder("monitoring.circuit.breaker.state", () -> severity(state(name)))
                    .description("0 closed, 1 half-open, 2 open")
                    .tag("name", name)
                    .register(meters);
        }
        records = Collections.unmodifiableSequencedMap(byName);
    }

    public List<BreakerSnapshot> snapshots() {
        return records.values().stream().map(BreakerRecord::snapshot).toList();
    }

    /** What the breaker itself says, which our record may trail by a moment. */
    public CircuitBreakerState state(String name) {
        return maintenance.currentState(name);
    }

    public boolean known(String name) {
        return records.containsKey(name);
    }

    /** Closes the breaker at once, whatever it has seen. */
    public void reset(String name, String reason) {
        maintenance.reset(name);
        // SmallRye tells its listeners nothing of a reset.
        if (of(name).snapshot().state() == CircuitBreakerState.CLOSED) {
            of(name).clear();
        } else {
            record(name, CircuitBreakerState.CLOSED, reason);
        }
    }

    /** How long a caller had better wait: what remains of the open time, and never less than a second. */
    Duration retryAfter(String name) {
        BreakerSnapshot breaker = of(name).snapshot();
        if (breaker.state() != CircuitBreakerState.OPEN) {
            return SOON;
        }
        Duration remaining = config.openTime().minus(Duration.between(breaker.since(), clock.instant()));
        return remaining.compareTo(SOON) < 0 ? SOON : remaining;
    }

    BreakerRecord of(String name) {
        return records.get(name);
    }

    private void moved(String name, CircuitBreakerState to) {
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
        Instant now = clock.instant();
        BreakerTransition transition = of(name).moved(to, reason, now);
        meters.counter("monitoring.circuit.breaker.transitions", "name", name, "to", to.name())
                .increment();
        LOG.warnf("circuit_breaker name=%s from=%s to=%s reason=\"%s\"", name, transition.from(), to, reason);
    }

    private static int severity(CircuitBreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
