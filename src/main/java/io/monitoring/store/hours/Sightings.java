package io.monitoring.store.hours;

import io.monitoring.series.Rollups;
import io.monitoring.series.SeriesPoints;
import java.util.Collection;
import java.util.List;

/** What a pile of points says about the series they are of. */
final class Sightings {

    private Sightings() {}

    static Collection<Sighting> of(List<SeriesPoints> points) {
        return Rollups.joined(points).stream().map(Sighting::of).toList();
    }
}
