/** The answer to an analysis, as it is sent and kept. */
package io.monitoring.advisor.document;
