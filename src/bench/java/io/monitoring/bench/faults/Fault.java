package io.monitoring.bench.faults;

import java.time.Duration;

/**
 * One fault of a schedule.
 *
 * @param at      since the start of the run
 * @param percent how many of a hundred requests it strikes
 * @param millis  what {@link Kind#LATENCY} adds
 */
record Fault(Duration at, Duration lasts, Target target, Kind kind, int percent, int millis) {

    enum Target {
        DYNAMODB,
        SQS,
        INSTANCE_1,
        INSTANCE_2
    }

    enum Kind {
        /** Requests arrive late, also those that their sender has given up. */
        LATENCY,
        /** Turned away, not carried out. */
        THROTTLED,
        /** Answered 500, not carried out. */
        SERVER_ERROR,
        /** Carried out, and answered 500. */
        SERVER_ERROR_DONE,
        /** The connection is reset when the request has come, which is not carried out. */
        RESET,
        /** Carried out, and the connection is reset. */
        RESET_DONE,
        /** Connections are accepted, requests read and not carried out, nothing is answered. */
        HALF_OPEN,
        /** No bytes pass either way: also what is being answered is lost. */
        BLACKHOLE,
        /** Nobody listens, and connections are reset. */
        REFUSED,
        /** {@code kill -9}, and started again at once. */
        KILL
    }

    static Fault now(Target target, Kind kind) {
        return new Fault(Duration.ZERO, Duration.ZERO, target, kind, 100, 0);
    }

    @Override
    public String toString() {
        String how = kind == Kind.LATENCY ? " " + millis + " ms" : "";
        return "%.1f s %s %s%s, %d %%, for %.1f s"
                .formatted(at.toMillis() / 1e3, target, kind, how, percent, lasts.toMillis() / 1e3);
    }
}
