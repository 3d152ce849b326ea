/** What every request passes before it gets to a resource: limits, shedding, ids, headers, the audit log. */
package io.monitoring.platform.edge;
