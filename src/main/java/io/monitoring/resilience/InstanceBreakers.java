package io.monitoring.resilience;

import io.monitoring.platform.BreakerNames;
import io.monitoring.platform.Breakers;
import io.monitoring.platform.BreakersConfig;
import io.monitoring.platform.DependencyStates;
import io.monitoring.platform.ProblemException;
import io.monitoring.resilience.BreakerReport.Breaker;
import io.monitoring.resilience.BreakerReport.Instances;
import io.monitoring.resilience.BreakerReport.Thresholds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The breakers of this instance as an admin sees and resets them. */
@ApplicationScoped
class InstanceBreakers {

    private static final String SCOPE = "instance";

    private final Breakers breakers;
    private final DependencyStates states;
    private final Thresholds thresholds;
    private final AtomicLong generation = new AtomicLong();

    InstanceBreakers(Breakers breakers, DependencyStates states, BreakersConfig config) {
        this.breakers = breakers;
        this.states = states;
        this.thresholds = Thresholds.of(config);
    }

    BreakerReport report() {
        var byName = new LinkedHashMap<String, Breaker>();
        breakers.snapshots().forEach(breaker -> byName.put(breaker.name(), Breaker.of(breaker, thresholds)));
        return new BreakerReport(SCOPE, generation.get(), Instances.ONLY_THIS, byName);
    }

    /** Closes one breaker, or all where {@code name} is null, and forgets what was known of what is behind it. */
    ResetReport reset(String name) {
        List<String> names = name == null ? BreakerNames.IN_USE : List.of(known(name));
        for (String each : names) {
            states.forget(each);
            breakers.reset(each, "reset by an admin");
        }
        return new ResetReport(names, SCOPE, generation.incrementAndGet(), Instances.ONLY_THIS);
    }

    private String known(String name) {
        if (!breakers.known(name)) {
            throw ProblemException.invalid(
                    "name", "is not a circuit breaker; there are " + String.join(", ", BreakerNames.IN_USE));
        }
        return name;
    }
}
