/** The stack {@code MonitoringStack-<env>}: everything that monitoring-api needs on AWS. */
package io.monitoring.deploy;
