/** What is learnt while points come in: anomalies, who calls whom, and which limits will be passed. */
package io.monitoring.live;
