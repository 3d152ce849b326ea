package io.monitoring.resilience;

import io.monitoring.platform.guard.BreakerPolicy;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.resilience.BreakerReport.Breaker;
import io.monitoring.resilience.BreakerReport.Fleet;
import io.monitoring.resilience.BreakerReport.Member;
import io.monitoring.resilience.BreakerReport.Thresholds;
import io.monitoring.resilience.fleet.Acknowledgement;
import io.monitoring.resilience.fleet.Acknowledgement.Instances;
import io.monitoring.resilience.fleet.FleetBreakers;
import io.monitoring.resilience.fleet.FleetConfig;
import io.monitoring.resilience.fleet.FleetReach;
import io.monitoring.resilience.fleet.FleetState;
import io.monitoring.resilience.fleet.FleetTable;
import io.monitoring.resilience.fleet.InstanceState;
import io.monitoring.resilience.fleet.ThisInstance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The breakers of this instance from memory, and those of the fleet as the table has them. */
@ApplicationScoped
class BreakerViews {

    private final Breakers breakers;
    private final FleetBreakers fleet;
    private final FleetTable table;
    private final FleetReach reach;
    private final ThisInstance self;
    private final FleetConfig config;
    private final Thresholds thresholds;
    private final Clock clock;

    BreakerViews(
            Breakers breakers,
            FleetBreakers fleet,
            FleetTable table,
            FleetReach reach,
            ThisInstance self,
            FleetConfig config,
            BreakerPolicy policy,
            Clock clock) {
        this.breakers = breakers;
        this.fleet = fleet;
        this.table = table;
        this.reach = reach;
        this.self = self;
        this.config = config;
        this.thresholds = Thresholds.of(policy);
        this.clock = clock;
    }

    /** Asks the table at most once, and not where it was out of reach a moment ago. */
    Uni<BreakerReport> report() {
        if (!config.enabled()) {
            return Uni.createFrom().item(() -> alone("this instance does not take part in a fleet"));
        }
        if (!reach.isWorthACall()) {
            return Uni.createFrom().item(() -> alone("the table is out of reach"));
        }
        return table.fleet()
                .map(this::amongOthers)
                .onFailure()
                .recoverWithItem(failure -> alone("the table is out of reach: " + failure.getMessage()));
    }

    private BreakerReport alone(String why) {
        return report(Acknowledgement.INSTANCE, Instances.ONLY_THIS, Fleet.unavailable(why));
    }

    private BreakerReport amongOthers(FleetState state) {
        List<InstanceState> known = state.known(clock.instant());
        var acknowledgement = Acknowledgement.of(state.control().generation(), known);
        List<Member> members = known.stream()
                .map(Member::of)
                .sorted(Comparator.comparing(Member::host).thenComparing(Member::id))
                .toList();
        return report(
                Acknowledgement.FLEET,
                acknowledgement.instances(),
                new Fleet(true, null, state.control().generation(), members, worst(known)));
    }

    private BreakerReport report(String scope, Instances instances, Fleet others) {
        var byName = new LinkedHashMap<String, Breaker>();
        breakers.snapshots().forEach(breaker -> byName.put(breaker.name(), Breaker.of(breaker, thresholds)));
        long generation = fleet.generation();
        return new BreakerReport(scope, generation, instances, byName, Member.of(self.state(generation)), others);
    }

    private static Map<String, CircuitBreakerState> worst(List<InstanceState> known) {
        Map<String, List<CircuitBreakerState>> states = new TreeMap<>();
        known.forEach(instance -> instance.states()
                .forEach((name, state) ->
                        states.computeIfAbsent(name, any -> new ArrayList<>()).add(state)));
        Map<String, CircuitBreakerState> worst = new LinkedHashMap<>();
        states.forEach((name, all) -> worst.put(name, WorstState.of(all)));
        return worst;
    }
}
