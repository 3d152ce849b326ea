package io.monitoring.ingest.batch;

import io.monitoring.series.SeriesPoints;

/**
 * The accepted points of one series, and where each stood in the request. The two go side by side until the points are
 * sorted; afterwards the indexes are still those of the series, but no longer point by point.
 */
public record IngestSeries(SeriesPoints points, PointIndexes indexes) {

    public IngestSeries {
        if (points.size() == 0 || points.size() != indexes.size()) {
            throw new IllegalArgumentException(points.size() + " points with " + indexes.size() + " indexes");
        }
    }
}
