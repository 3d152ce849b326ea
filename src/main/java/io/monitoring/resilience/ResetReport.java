package io.monitoring.resilience;

import java.util.List;

/** What {@code POST /admin/circuit-breaker/reset} answers. */
record ResetReport(List<String> reset, String scope, long generation, BreakerReport.Instances instances) {}
