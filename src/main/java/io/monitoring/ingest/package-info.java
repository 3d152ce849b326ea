/** Points in: the HTTP resource that takes a request, decides what becomes of it, and answers. */
package io.monitoring.ingest;
