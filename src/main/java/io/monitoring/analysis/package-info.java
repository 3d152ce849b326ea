/**
 * Arithmetic over series: what changed, why, and what comes next. Plain Java: no clock, no randomness and no
 * framework type, so that the same input gets the same answer, in any order and on any machine. Every answer carries
 * {@link io.monitoring.analysis.Evidence}.
 */
package io.monitoring.analysis;
