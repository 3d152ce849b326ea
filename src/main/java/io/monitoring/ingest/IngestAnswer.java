package io.monitoring.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * What {@code POST /metrics} answers when at least one point was taken. Native images learn what becomes JSON from the
 * types of resource methods, and do not get from an interface to its records.
 */
@RegisterForReflection(
        targets = {
            IngestAnswer.Stored.class,
            IngestAnswer.Queued.class,
            IngestAnswer.PartlyStored.class,
            IngestAnswer.RejectedPoint.class
        })
sealed interface IngestAnswer {

    int httpStatus();

    /**
     * 201: all points are stored.
     *
     * @param timestamp   when
     * @param serviceName of which service; null when the points are of several
     */
    record Stored(String message, Instant timestamp, String serviceName, int accepted) implements IngestAnswer {
        @Override
        public int httpStatus() {
            return 201;
        }
    }

    /** 202: all points are safe, and at least one of them only in the queue. Fields as of {@link Stored}. */
    record Queued(String message, Instant timestamp, String serviceName, int accepted, String status)
            implements IngestAnswer {
        @Override
        public int httpStatus() {
            return 202;
        }
    }

    /** 207: some points are stored, and why the others are not. */
    record PartlyStored(String message, Instant timestamp, int accepted, List<RejectedPoint> rejected)
            implements IngestAnswer {
        @Override
        public int httpStatus() {
            return 207;
        }
    }

    /**
     * @param field null when the point itself is in order
     * @param code  {@code invalid}: never send it again as it is; {@code forbidden}: the key is not for its
     *              service; {@code unavailable}: it was not stored, send it again;
     *              {@code outcome-unknown}: it may be stored
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RejectedPoint(int index, String field, String detail, String code) {}
}
