package io.monitoring.resilience;

import io.monitoring.platform.guard.ManualHold;
import io.monitoring.resilience.fleet.Acknowledgement;
import io.monitoring.resilience.fleet.Acknowledgement.Instances;
import io.monitoring.resilience.fleet.Acknowledgement.Missing;
import java.util.List;

/** What {@code POST /admin/circuit-breaker/open} and {@code .../close} answer. */
record HoldReport(
        String name, ManualHold manual, String scope, long generation, Instances instances, List<Missing> missing) {

    static HoldReport of(String name, ManualHold manual, Acknowledgement order) {
        return new HoldReport(name, manual, order.scope(), order.generation(), order.instances(), order.missing());
    }
}
