/** How the state of the fleet lies in the table: the control item, the instances, the history of transitions. */
package io.monitoring.platform.fleet;
