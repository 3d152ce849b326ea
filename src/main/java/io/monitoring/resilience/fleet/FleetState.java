package io.monitoring.resilience.fleet;

import java.time.Instant;
import java.util.List;

/** The control item and every instance that has an item, living or not. */
public record FleetState(ControlDocument control, List<InstanceState> instances) {

    public FleetState {
        instances = List.copyOf(instances);
    }

    public List<InstanceState> known(Instant now) {
        return instances.stream().filter(instance -> instance.known(now)).toList();
    }
}
