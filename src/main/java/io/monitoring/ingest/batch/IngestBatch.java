package io.monitoring.ingest.batch;

import java.util.List;

/**
 * What a request came to: each of its points is either in a series or rejected, never both.
 *
 * @param single whether the body was one bare point, so that its error is the request's
 * @param series the accepted points, each series once, in order of first appearance
 * @param rejections one for each point that was not taken, by ascending index
 * @param accepted how many points all the series hold
 */
public record IngestBatch(boolean single, List<IngestSeries> series, List<Rejection> rejections, int accepted) {

    public IngestBatch {
        series = List.copyOf(series);
        rejections = List.copyOf(rejections);
        if (accepted + rejections.size() == 0) {
            throw new IllegalArgumentException("a batch without points");
        }
        if (single && accepted + rejections.size() != 1) {
            throw new IllegalArgumentException("a single point that is not one point");
        }
    }

    public int rejected() {
        return rejections.size();
    }

    public int points() {
        return accepted + rejections.size();
    }

    public boolean isAllRejected() {
        return accepted == 0;
    }
}
