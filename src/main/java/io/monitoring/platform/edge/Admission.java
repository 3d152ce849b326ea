package io.monitoring.platform.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.config.InternalConfig;
import io.monitoring.platform.http.DataRoutes;
import io.monitoring.platform.http.FilterOrder;
import io.monitoring.platform.http.RequestBody;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Bounds the requests at work and the bytes of their bodies. A request is turned away before its body is read when there
 * is no room for it, but takes its place only when the body is there: a client that sends slowly, or announces much and
 * sends nothing, holds no more than it has sent.
 */
@ApplicationScoped
class Admission {

    /** Later, and fewer requests may be at work: health waits behind what waits on the loop, and is to take 100 ms at most. */
    private static final Duration MAX_LOOP_DELAY = Duration.ofMillis(20);

    private final Capacity requests;
    private final Capacity bytes;
    private final Congestion congestion;
    private final OverloadRefusal shedding;

    Admission(OverloadConfig config, InternalConfig internal, OverloadRefusal shedding, MeterRegistry registry) {
        this.requests = new Capacity(config.maxConcurrent());
        this.congestion = new Congestion(requests, internal.maxLoopDelay().orElse(MAX_LOOP_DELAY));
        this.bytes = new Capacity(config.maxBodyBytesInFlight()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / 4));
        this.shedding = shedding;
        Gauge.builder("monitoring.requests.in.flight", requests, Capacity::taken)
                .description("Requests at work, of monitoring.overload.max-concurrent")
                .register(registry);
        Gauge.builder("monitoring.requests.limit", requests, Capacity::size)
                .description("How many requests may be at work: less while the event loops are late")
                .register(registry);
        Gauge.builder("monitoring.body.bytes.in.flight", bytes, Capacity::taken)
                .description("Bytes of bodies in memory, of monitoring.overload.max-body-bytes-in-flight")
                .register(registry);
    }

    void filters(@Observes Filters filters) {
        filters.register(this::turnAway, FilterOrder.ROOM);
        filters.register(this::admit, FilterOrder.ADMISSION);
    }

    /** Whether there is no place for one more request. */
    boolean full() {
        return !requests.has(1);
    }

    /** Memory for bodies. */
    Capacity bytes() {
        return bytes;
    }

    private void turnAway(RoutingContext routing) {
        congestion.watch(routing.vertx());
        if (!DataRoutes.contain(routing)) {
            routing.next();
        } else if (full()) {
            shedding.tooManyAtOnce(routing);
        } else if (!bytes.has(RequestBody.length(routing.request()))) {
            shedding.tooManyBytes(routing);
        } else {
            routing.next();
        }
    }

    private void admit(RoutingContext routing) {
        if (!DataRoutes.contain(routing)) {
            routing.next();
        } else if (requests.take(1)) {
            routing.addEndHandler(ended -> requests.giveBack(1));
            routing.next();
        } else {
            shedding.tooManyAtOnce(routing);
        }
    }
}
