/** Environment, limits of properties, the clock. */
package io.monitoring.platform.config;
