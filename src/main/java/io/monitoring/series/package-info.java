/** The words everybody speaks: series key, points, hour, resolution, aggregate, sketch. Imports nothing of ours. */
package io.monitoring.series;
