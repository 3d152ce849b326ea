/**
 * Which service is to blame: what changed, compared with normal and with just before, and is not explained by what it
 * calls. {@code docs/root-causes.md} has the formulas and the figures.
 */
package io.monitoring.analysis.cause;
