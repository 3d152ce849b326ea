/** The one table: its items, ranges and capacity, how it is made, and the calls by which the service finds it well. */
package io.monitoring.platform.table;
