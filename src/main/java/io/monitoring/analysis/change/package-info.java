/** When a series changed, and which series move together. */
package io.monitoring.analysis.change;
