package io.monitoring.ingest;

import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.platform.http.FieldError;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.store.write.KeyedOutcome;
import java.util.List;

/** Requests that are refused as a whole. */
final class Refusals {

    private Refusals() {}

    static ProblemException of(IngestException refused) {
        ProblemCode code =
                switch (refused.kind()) {
                    case MALFORMED -> ProblemCode.MALFORMED;
                    case TOO_LARGE -> ProblemCode.TOO_LARGE;
                    case UNSUPPORTED -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
                };
        return new ProblemException(code, refused.getMessage(), refused.errors());
    }

    static ProblemException allRejected(IngestBatch batch) {
        List<FieldError> errors = batch.rejections().stream()
                .map(one -> new FieldError(
                        batch.single() ? one.field() : "[" + one.index() + "]." + one.field(), one.detail()))
                .toList();
        FieldError first = errors.getFirst();
        boolean forbidden = batch.rejections().stream().allMatch(one -> one.code() == ProblemCode.FORBIDDEN);
        if (forbidden) {
            return new ProblemException(ProblemCode.FORBIDDEN, first.detail(), errors);
        }
        return new ProblemException(ProblemCode.INVALID, first.field() + " " + first.detail(), errors);
    }

    static ProblemException keyReused() {
        return new ProblemException(
                ProblemCode.KEY_REUSED,
                "Idempotency-Key has been used for another body",
                List.of(new FieldError("Idempotency-Key", "has been used for another body")));
    }

    static ProblemException tooLarge(KeyedOutcome.TooLarge tooLarge) {
        return ProblemException.invalid(
                "Idempotency-Key",
                "a request with a key is stored as a whole and may have 3.5 MB and span " + tooLarge.limit()
                        + " service-hours; this one spans " + tooLarge.parts());
    }
}
