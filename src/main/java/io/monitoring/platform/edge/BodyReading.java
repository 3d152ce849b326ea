package io.monitoring.platform.edge;

import io.monitoring.platform.http.HttpLimits;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** One body on its way in, on the request's event loop. */
final class BodyReading {

    private static final long NO_TIMER = -1;

    private final RoutingContext routing;
    private final long limit;
    private final Duration deadline;
    private final Capacity memory;
    private final OverloadRefusal shedding;
    private final Buffer body = Buffer.buffer();
    private long timer = NO_TIMER;
    private long held;
    private boolean over;

    BodyReading(RoutingContext routing, long limit, Duration deadline, Capacity memory, OverloadRefusal shedding) {
        this.routing = routing;
        this.limit = limit;
        this.deadline = deadline;
        this.memory = memory;
        this.shedding = shedding;
    }

    void start() {
        HttpServerRequest request = routing.request();
        Vertx vertx = routing.vertx();
        timer = vertx.setTimer(deadline.toMillis(), late -> end(() -> shedding.tooSlow(routing, deadline)));
        routing.addEndHandler(ended -> release());
        request.exceptionHandler(gone -> release());
        request.handler(this::take);
        request.endHandler(complete -> complete());
        request.resume();
    }

    private void take(Buffer some) {
        if (over) {
            return;
        }
        if (body.length() + some.length() > limit) {
            end(() ->
                    shedding.cutOff(routing, new ProblemException(ProblemCode.TOO_LARGE, HttpLimits.tooLarge(limit))));
        } else if (hold(some.length())) {
            body.appendBuffer(some);
        } else {
            end(() -> shedding.cutOffTooManyBytes(routing));
        }
    }

    private void complete() {
        if (over) {
            return;
        }
        // What comes out of a compressed body is not known before it is unpacked, only that it is refused beyond the
        // limit.
        boolean compressed = routing.request().headers().contains(HttpHeaders.CONTENT_ENCODING);
        if (compressed && !hold(limit)) {
            end(() -> shedding.tooManyBytes(routing));
            return;
        }
        end(() -> {
            BodyHandOver.put(routing, body);
            routing.next();
        });
    }

    private boolean hold(long bytes) {
        boolean room = memory.take(bytes);
        held += room ? bytes : 0;
        return room;
    }

    private void end(Runnable next) {
        if (!over) {
            stop();
            next.run();
        }
    }

    /** At the end of the request, however it comes: twice must be as good as once. */
    private void release() {
        stop();
        memory.giveBack(held);
        held = 0;
    }

    private void stop() {
        over = true;
        if (timer != NO_TIMER) {
            routing.vertx().cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
