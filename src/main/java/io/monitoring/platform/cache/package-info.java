/** What is remembered within bounds. */
package io.monitoring.platform.cache;
