package io.monitoring.metrics;

import java.util.ArrayList;
import java.util.List;

/** Gathers what the readers find, and hands out the indexes of points, of which there are only so many. */
final class BatchBuilder {

    private final int maxPoints;
    private final SeriesGroups groups = new SeriesGroups();
    private final List<Rejection> rejections = new ArrayList<>(0);
    private int points;

    BatchBuilder(PointRules rules) {
        this.maxPoints = rules.maxPoints();
    }

    SeriesGroups groups() {
        return groups;
    }

    /** How many points may still come. */
    int room() {
        return maxPoints - points;
    }

    /** The first of {@code count} indexes. */
    int claim(int count, String field) {
        if (count > room()) {
            throw tooMany(field);
        }
        int first = points;
        points += count;
        return first;
    }

    IngestException tooMany(String field) {
        return IngestException.tooLarge(field, "holds more than " + maxPoints + " points");
    }

    void reject(int index, String field, String detail) {
        rejections.add(new Rejection(index, field, detail));
    }

    IngestBatch build(boolean single, String field) {
        if (points == 0) {
            throw IngestException.malformed(field, "holds no points");
        }
        return new IngestBatch(single, groups.series(), rejections, points - rejections.size());
    }
}
