/** Points, aggregates and services out: query parameters, and answers as JSON. */
package io.monitoring.query;
