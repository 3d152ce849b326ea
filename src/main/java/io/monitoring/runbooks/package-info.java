/** The runbooks over HTTP: {@code GET /runbooks}, {@code GET /runbooks/{id}}. */
package io.monitoring.runbooks;
