/** What people see first: {@code GET /}. It names the calls of all features and calls none of their classes. */
package io.monitoring.console;
