/**
 * Anomalies in one series as its points arrive: a score from 0 to 1 for each point, in a state of under 1 KB. Plain Java:
 * same points, same scores. {@code docs/analysis.md} has the formulas and what was measured.
 */
package io.monitoring.analysis.anomaly;
