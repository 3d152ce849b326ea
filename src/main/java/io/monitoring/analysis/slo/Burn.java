package io.monitoring.analysis.slo;

import io.monitoring.analysis.Evidence;

/**
 * How one alert stands.
 *
 * @param longRate burn rate over the alert's long window
 * @param shortRate burn rate over its short one
 * @param firing whether both are at the alert's rate or above
 */
public record Burn(BurnAlert alert, double longRate, double shortRate, boolean firing, Evidence evidence) {}
