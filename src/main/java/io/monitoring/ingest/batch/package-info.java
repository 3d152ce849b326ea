/** What every protocol fills: a batch of points by series, the rules that a point has to keep, and what is said of one that does not. */
package io.monitoring.ingest.batch;
