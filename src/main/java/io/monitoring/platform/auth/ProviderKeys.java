package io.monitoring.platform.auth;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;

/**
 * The provider's keys as it last told them. They are asked for when the first token comes, again when they are old, while
 * the old ones stay in use, and when a token comes with another: by one call at a time, and after each a pause, so that
 * neither a flood of invented keys nor an outage makes more than a call in {@link ProviderTiming#askAgainAfter}.
 */
final class ProviderKeys {

    private static final Logger LOG = Logger.getLogger(ProviderKeys.class);

    private final Supplier<Future<List<JsonWebKey>>> provider;
    private final ProviderTiming timing;
    private final Clock clock;

    private volatile List<JsonWebKey> known = List.of();
    /** The latest call. Complete only when its answer has been heard. */
    private Future<List<JsonWebKey>> asking = Future.succeededFuture(known);

    private Instant told = Instant.MIN;
    private Instant asked = Instant.MIN;
    /** Why the latest call failed; null where it did not. */
    private Throwable away;

    ProviderKeys(Supplier<Future<List<JsonWebKey>>> provider, ProviderTiming timing, Clock clock) {
        this.provider = provider;
        this.timing = timing;
        this.clock = clock;
    }

    /** At once; empty where the provider has told none yet. */
    List<JsonWebKey> known() {
        return known;
    }

    /** Has them told again where they are old. Nobody waits for it. */
    synchronized void keepFresh() {
        if (!known.isEmpty()
                && asking.isComplete()
                && isOver(told, timing.refreshEvery())
                && isOver(asked, timing.askAgainAfter())) {
            asking = ask();
        }
    }

    /** For a token whose key is not among {@link #known}: what the provider has now, or the failure to ask it. */
    synchronized Future<List<JsonWebKey>> latest() {
        if (!asking.isComplete()) {
            return asking;
        }
        if (!isOver(asked, timing.askAgainAfter())) {
            return away == null ? Future.succeededFuture(known) : Future.failedFuture(away);
        }
        asking = ask();
        return asking;
    }

    private Future<List<JsonWebKey>> ask() {
        return provider.get().andThen(this::hear);
    }

    private synchronized void hear(AsyncResult<List<JsonWebKey>> answer) {
        asked = clock.instant();
        if (answer.succeeded()) {
            if (away != null || known.isEmpty()) {
                LOG.infof(
                        "the identity provider has told its keys: %d",
                        answer.result().size());
            }
            known = List.copyOf(answer.result());
            told = asked;
            away = null;
        } else {
            if (away == null) {
                LOG.warnf(
                        "the identity provider does not tell its keys, %d known ones stay in use: %s",
                        known.size(), answer.cause().toString());
            }
            away = answer.cause();
        }
    }

    private boolean isOver(Instant since, Duration pause) {
        return since.equals(Instant.MIN) || !clock.instant().isBefore(since.plus(pause));
    }
}
