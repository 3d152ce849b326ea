package io.monitoring.resilience;

import io.monitoring.resilience.fleet.Acknowledgement;
import io.monitoring.resilience.fleet.Acknowledgement.Instances;
import io.monitoring.resilience.fleet.Acknowledgement.Missing;
import java.util.List;

/**
 * What {@code POST /admin/circuit-breaker/reset} answers.
 *
 * @param by whose order it is
 */
record ResetReport(
        List<String> reset, String by, String scope, long generation, Instances instances, List<Missing> missing) {

    static ResetReport of(List<String> reset, String by, Acknowledgement order) {
        return new ResetReport(reset, by, order.scope(), order.generation(), order.instances(), order.missing());
    }
}
