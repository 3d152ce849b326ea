/** What is learnt while points come in: anomalies, and who calls whom. */
package io.monitoring.live;
