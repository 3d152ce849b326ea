package io.monitoring.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.monitoring.metrics.IngestAnswer.PartlyStored;
import io.monitoring.metrics.IngestAnswer.Queued;
import io.monitoring.metrics.IngestAnswer.RejectedPoint;
import io.monitoring.metrics.IngestAnswer.Repeated;
import io.monitoring.metrics.IngestAnswer.Stored;
import io.monitoring.platform.auth.Caller;
import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.http.FieldError;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.GroupCommit;
import io.monitoring.store.IdempotencyKey;
import io.monitoring.store.KeyedCommit;
import io.monitoring.store.KeyedOutcome;
import io.monitoring.store.Part;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.WriteOutcome;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From the body of a request to what became of each of its points. */
@ApplicationScoped
class MetricsIngest {

    /** Larger bodies take milliseconds to read: not on an event loop. */
    private static final int READ_AT_ONCE = 16 * 1024;

    private static final String STORED = "Metric stored successfully";
    private static final String QUEUED = "Metric queued; it is stored when the database is back";
    private static final String PARTLY = "Some points were not stored";

    private final BodyDecoder decoder;
    private final IngestParser parser;
    private final GroupCommit writer;
    private final KeyedCommit keyedCommit;
    private final ObjectMapper json;
    private final Clock clock;

    MetricsIngest(
            IngestLimits limits,
            StoreConfig store,
            GroupCommit writer,
            KeyedCommit keyedCommit,
            ObjectMapper json,
            Clock clock) {
        this.decoder = new BodyDecoder(limits);
        this.parser = new IngestParser(limits, store.retention().points());
        this.writer = writer;
        this.keyedCommit = keyedCommit;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param body           as it came
     * @param contentType    header, may be null
     * @param encoding       header, may be null
     * @param idempotencyKey header; without one, points are stored as often as they are sent
     * @param caller         whose services alone are written
     */
    Uni<IngestAnswer> ingest(
            byte[] body, String contentType, String encoding, Optional<String> idempotencyKey, Caller caller) {
        Uni<Request> read = Uni.createFrom().item(() -> read(body, contentType, encoding, caller));
        if (body.length > READ_AT_ONCE || encoding != null) {
            read = read.runSubscriptionOn(Infrastructure.getDefaultExecutor());
        }
        return read.chain(request -> idempotencyKey.isEmpty()
                ? write(request)
                : writeOnce(request, IdempotencyKey.of(idempotencyKey.get(), request.body())));
    }

    private record Request(byte[] body, IngestBatch batch, Instant at) {

        List<SeriesPoints> points() {
            List<SeriesPoints> points = new ArrayList<>(batch.series().size());
            batch.series().forEach(series -> points.add(series.points()));
            return points;
        }
    }

    private Request read(byte[] body, String contentType, String encoding, Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            byte[] text = decoder.decode(body, encoding);
            IngestBatch batch =
                    OwnServices.of(parser.parse(text, IngestFormat.ofContentType(contentType), now), caller);
            if (batch.isAllRejected()) {
                throw Refusals.allRejected(batch);
            }
            return new Request(text, batch, now);
        } catch (IngestException e) {
            throw Refusals.of(e);
        }
    }

    private Uni<IngestAnswer> write(Request request) {
        return writer.write(request.points()).map(outcome -> answer(request, outcome));
    }

    private Uni<IngestAnswer> writeOnce(Request request, IdempotencyKey key) {
        IngestAnswer answer = answer(request, WriteOutcome.STORED);
        return keyedCommit.write(key, request.points(), kept(answer)).map(outcome -> switch (outcome) {
            case KeyedOutcome.Stored stored -> answer;
            case KeyedOutcome.Queued queued -> answer(request, WriteOutcome.QUEUED);
            case KeyedOutcome.Replayed replayed -> repeated(replayed.answer());
            case KeyedOutcome.KeyReused reused -> throw Refusals.keyReused();
            case KeyedOutcome.TooLarge tooLarge -> throw Refusals.tooLarge(tooLarge);
        });
    }

    private IngestAnswer answer(Request request, WriteOutcome outcome) {
        IngestBatch batch = request.batch();
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
            return new PartlyStored(PARTLY, request.at(), accepted, rejected);
        }
        return switch (outcome.kept()) {
            case STORED -> new Stored(STORED, request.at(), onlyService(batch), accepted);
            case QUEUED -> new Queued(QUEUED, request.at(), onlyService(batch), accepted, "queued");
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

    /** The answer as it is kept with an idempotency key. */
    private String kept(IngestAnswer answer) {
        try {
            return json.writeValueAsString(new Repeated(answer.httpStatus(), json.writeValueAsString(answer)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always JSON", e);
        }
    }

    private IngestAnswer repeated(String kept) {
        try {
            JsonNode tree = json.readTree(kept);
            return new Repeated(
                    tree.get("http_status").asInt(), tree.get("body").toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept answer is always JSON", e);
        }
    }

    /** Requests that are refused as a whole. */
    private static final class Refusals {

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
}
