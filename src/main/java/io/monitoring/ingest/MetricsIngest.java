package io.monitoring.ingest;

import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.IngestLimits;
import io.monitoring.ingest.json.IngestFormat;
import io.monitoring.ingest.json.IngestParser;
import io.monitoring.platform.auth.Caller;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.write.GroupCommit;
import io.monitoring.store.write.IdempotencyKey;
import io.monitoring.store.write.KeyedCommit;
import io.monitoring.store.write.KeyedOutcome;
import io.monitoring.store.write.WriteOutcome;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the body of a request to what became of each of its points. */
@ApplicationScoped
class MetricsIngest {

    /** Larger bodies take milliseconds to read: not on an event loop. */
    private static final int READ_AT_ONCE = 16 * 1024;

    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]+)\"");

    private final IngestParser parser;
    private final GroupCommit writer;
    private final KeyedCommit keyedCommit;
    private final IngestAnswers answers;
    private final Clock clock;

    MetricsIngest(
            IngestLimits limits,
            StoreConfig store,
            GroupCommit writer,
            KeyedCommit keyedCommit,
            IngestAnswers answers,
            Clock clock) {
        this.parser = new IngestParser(limits, store.retention().points());
        this.writer = writer;
        this.keyedCommit = keyedCommit;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * @param body           decompressed
     * @param contentType    header, may be null
     * @param idempotencyKey header; without one, points are stored as often as they are sent
     * @param caller         whose services alone are written
     */
    Uni<IngestAnswer> ingest(byte[] body, String contentType, Optional<String> idempotencyKey, Caller caller) {
        Uni<Request> read = Uni.createFrom().item(() -> read(body, contentType, caller));
        if (body.length > READ_AT_ONCE) {
            read = read.runSubscriptionOn(Infrastructure.getDefaultExecutor());
        }
        return read.chain(request -> idempotencyKey.isEmpty()
                ? write(request)
                : writeOnce(request, IdempotencyKey.of(idempotencyKey.get(), request.body()), contentType, caller));
    }

    private record Request(byte[] body, IngestBatch batch, Instant at) {

        List<SeriesPoints> points() {
            List<SeriesPoints> points = new ArrayList<>(batch.series().size());
            batch.series().forEach(series -> points.add(series.points()));
            return points;
        }
    }

    private Request read(byte[] body, String contentType, Caller caller) {
        try {
            return request(body, contentType, caller, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (IngestException e) {
            throw Refusals.of(e);
        }
    }

    private Request request(byte[] text, String contentType, Caller caller, Instant at) {
        IngestBatch batch = OwnServices.of(parser.parse(text, IngestFormat.ofContentType(contentType), at), caller);
        if (batch.isAllRejected()) {
            throw Refusals.allRejected(batch);
        }
        return new Request(text, batch, at);
    }

    private Uni<IngestAnswer> write(Request request) {
        return writer.write(request.points()).map(outcome -> answers.of(request.batch(), request.at(), outcome));
    }

    private Uni<IngestAnswer> writeOnce(Request request, IdempotencyKey key, String contentType, Caller caller) {
        return keyedCommit.write(key, request.points(), request.at().toString()).map(outcome -> switch (outcome) {
            case KeyedOutcome.Stored stored -> answers.of(request.batch(), request.at(), WriteOutcome.STORED);
            case KeyedOutcome.Queued queued -> answers.of(request.batch(), request.at(), WriteOutcome.QUEUED);
            case KeyedOutcome.Replayed replayed -> {
                // The same body, judged at the same time: the same answer, to the letter, however long it is.
                Request first = request(request.body(), contentType, caller, firstAt(replayed.answer()));
                yield answers.of(first.batch(), first.at(), WriteOutcome.STORED);
            }
            case KeyedOutcome.KeyReused reused -> throw Refusals.keyReused();
            case KeyedOutcome.TooLarge tooLarge -> throw Refusals.tooLarge(tooLarge);
        });
    }

    /** When the first request with the key was judged. Records of the version before hold its whole answer. */
    private static Instant firstAt(String kept) {
        Matcher answer = TIMESTAMP.matcher(kept);
        return Instant.parse(answer.find() ? answer.group(1) : kept);
    }
}
