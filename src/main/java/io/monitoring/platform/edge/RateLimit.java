package io.monitoring.platform.edge;

import io.monitoring.platform.auth.Caller;
import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.http.DataRoutes;
import io.monitoring.platform.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** So many requests a second from one key; from one address where there are no keys. */
@ApplicationScoped
class RateLimit {

    /** As many as a /18 has addresses; each costs some hundred bytes. */
    private static final int CLIENTS = 16_384;

    private final boolean limited;
    private final TokenBuckets buckets;
    private final OverloadRefusal shedding;

    RateLimit(OverloadConfig config, OverloadRefusal shedding) {
        this.limited = config.ratePerSecond() > 0;
        this.buckets = new TokenBuckets(config.ratePerSecond(), config.burst(), CLIENTS, System::nanoTime);
        this.shedding = shedding;
    }

    void filter(@Observes Filters filters) {
        if (limited) {
            filters.register(this::admit, FilterOrder.RATE);
        }
    }

    private void admit(RoutingContext routing) {
        Duration wait = DataRoutes.contain(routing) ? buckets.take(client(routing)) : Duration.ZERO;
        if (wait.isZero()) {
            routing.next();
        } else {
            shedding.tooFast(routing, wait);
        }
    }

    private static String client(RoutingContext routing) {
        Caller caller = Callers.of(routing);
        return caller.isKnown()
                ? caller.name()
                : routing.request().remoteAddress().hostAddress();
    }
}
