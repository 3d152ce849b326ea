/** Reading out: points page by page, and aggregates. */
package io.monitoring.store.query;
