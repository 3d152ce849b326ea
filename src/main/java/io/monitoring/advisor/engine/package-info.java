/** The local engine: from evidence to findings. Plain Java; the same evidence gets the same findings. */
package io.monitoring.advisor.engine;
