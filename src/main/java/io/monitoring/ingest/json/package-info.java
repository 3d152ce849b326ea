/** Bodies in JSON and NDJSON, read into batches. */
package io.monitoring.ingest.json;
