/** The state of the fleet: the control item, the instances and the history of transitions in the table, and what each instance makes of them. */
package io.monitoring.resilience.fleet;
