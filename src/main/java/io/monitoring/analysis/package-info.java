/** What the numbers say: pure arithmetic over series. Knows no framework, no AWS and no HTTP. */
package io.monitoring.analysis;
