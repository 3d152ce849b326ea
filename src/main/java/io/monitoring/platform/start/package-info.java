/** What has to hold before requests come in, and in which order the start happens. */
package io.monitoring.platform.start;
