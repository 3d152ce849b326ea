/** Points in, points out: the ingest formats, their validation, and the HTTP resources over them. */
package io.monitoring.metrics;
