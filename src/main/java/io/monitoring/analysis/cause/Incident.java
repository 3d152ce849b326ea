package io.monitoring.analysis.cause;

import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import java.util.List;

/**
 * All that the ranking looks at. No order of any list matters.
 *
 * @param series the time around the alert; what lies further back than an hour's worth of points stands in for a missing
 *     baseline
 * @param baseline the same series in normal operation, of whatever time; may be empty
 */
public record Incident(
        Target target, List<Dependency> dependencies, List<ServiceSeries> series, List<ServiceSeries> baseline) {

    /** @throws RefusedInput with no target, or more than {@link TimeSeries#POINTS_LIMIT} points in all */
    public Incident {
        if (target == null) {
            throw new RefusedInput("target", "must be given");
        }
        dependencies = List.copyOf(dependencies);
        series = List.copyOf(series);
        baseline = List.copyOf(baseline);
        long points = points(series) + points(baseline);
        if (points > TimeSeries.POINTS_LIMIT) {
            throw new RefusedInput(
                    "series and baseline", "have " + points + " points, more than " + TimeSeries.POINTS_LIMIT);
        }
    }

    private static long points(List<ServiceSeries> series) {
        return series.stream().mapToLong(one -> one.points().size()).sum();
    }
}
