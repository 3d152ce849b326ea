package io.monitoring.ingest.batch;

import java.util.ArrayList;
import java.util.List;

/** Gathers what the readers find, and hands out the indexes of points, of which there are only so many. */
public final class BatchBuilder {

    private final int maxPoints;
    private final SeriesGroups groups = new SeriesGroups();
    private final List<Rejection> rejections = new ArrayList<>(0);
    private int points;

    public BatchBuilder(PointRules rules) {
        this.maxPoints = rules.maxPoints();
    }

    public SeriesGroups groups() {
        return groups;
    }

    /** How many points may still come. */
    public int room() {
        return maxPoints - points;
    }

    /** The first of {@code count} indexes. */
    public int claim(int count, String field) {
        if (count > room()) {
            throw tooMany(field);
        }
        int first = points;
        points += count;
        return first;
    }

    public IngestException tooMany(String field) {
        return IngestException.tooLarge(field, "holds more than " + maxPoints + " points");
    }

    public void reject(int index, String field, String detail) {
        rejections.add(new Rejection(index, field, detail));
    }

    public IngestBatch build(boolean single, String field) {
        if (points == 0) {
            throw IngestException.malformed(field, "holds no points");
        }
        return new IngestBatch(single, groups.series(), rejections, points - rejections.size());
    }
}
