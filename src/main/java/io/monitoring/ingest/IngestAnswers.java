package io.monitoring.ingest;

import io.monitoring.ingest.IngestAnswer.PartlyStored;
import io.monitoring.ingest.IngestAnswer.Queued;
import io.monitoring.ingest.IngestAnswer.RejectedPoint;
import io.monitoring.ingest.IngestAnswer.Stored;
import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestSeries;
import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.Part;
import io.monitoring.store.write.WriteOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a client is told of its points: which are stored, which are queued, and why others are not. */
@ApplicationScoped
class IngestAnswers {

    private static final String STORED = "Metric stored successfully";
    private static final String QUEUED = "Metric queued; it is stored when the database is back";
    private static final String PARTLY = "Some points were not stored";

    /**
     * What became of a batch. Fails with a {@link DependencyException} when nothing of it is known to be kept.
     *
     * @param at when the request was taken in
     */
    IngestAnswer of(IngestBatch batch, Instant at, WriteOutcome outcome) {
        List<RejectedPoint> rejected = new ArrayList<>();
        batch.rejections()
                .forEach(one -> rejected.add(new RejectedPoint(
                        one.index(), one.field(), one.detail(), one.code().code())));
        int invalid = rejected.size();
        addFailed(batch, outcome, rejected);
        int accepted = batch.accepted() - (rejected.size() - invalid);
        if (accepted == 0) {
            throw worst(outcome);
        }
        if (!rejected.isEmpty()) {
            rejected.sort(Comparator.comparingInt(RejectedPoint::index));
            return new PartlyStored(PARTLY, at, accepted, rejected);
        }
        return switch (outcome.kept()) {
            case STORED -> new Stored(STORED, at, onlyService(batch), accepted);
            case QUEUED -> new Queued(QUEUED, at, onlyService(batch), accepted, "queued");
        };
    }

    private static void addFailed(IngestBatch batch, WriteOutcome outcome, List<RejectedPoint> rejected) {
        if (outcome.complete()) {
            return;
        }
        for (IngestSeries series : batch.series()) {
            SeriesPoints points = series.points();
            for (int i = 0; i < points.size(); i++) {
                DependencyException failure =
                        outcome.failed().get(new Part(points.key().service(), Hour.of(points.time(i))));
                if (failure != null) {
                    rejected.add(failed(series.indexes().at(i), failure));
                }
            }
        }
    }

    private static RejectedPoint failed(int index, DependencyException failure) {
        return switch (failure) {
            case DependencyException.Unavailable unavailable ->
                new RejectedPoint(index, null, "was not stored, send it again", ProblemCode.UNAVAILABLE.code());
            case DependencyException.OutcomeUnknown unknown ->
                new RejectedPoint(index, null, "may or may not be stored", ProblemCode.OUTCOME_UNKNOWN.code());
        };
    }

    /** When nothing is known to be stored: unknown if any part is, since a caller must not take it for refused. */
    private static DependencyException worst(WriteOutcome outcome) {
        return outcome.failed().values().stream()
                .filter(DependencyException.OutcomeUnknown.class::isInstance)
                .findAny()
                .orElseGet(() -> outcome.failed().values().iterator().next());
    }

    private static String onlyService(IngestBatch batch) {
        String service = batch.series().getFirst().points().key().service();
        boolean only = batch.series().stream()
                .allMatch(series -> series.points().key().service().equals(service));
        return only ? service : null;
    }
}
