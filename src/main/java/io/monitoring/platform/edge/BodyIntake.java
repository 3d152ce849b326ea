package io.monitoring.platform.edge;

import io.monitoring.platform.http.FilterOrder;
import io.monitoring.platform.http.HttpLimits;
import io.monitoring.platform.http.RequestBody;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Reads the body of every request that has one: so much, so fast, and no more than there is memory for. */
@ApplicationScoped
class BodyIntake {

    private final long limit;
    private final Duration deadline;
    private final Admission admission;
    private final OverloadRefusal shedding;

    BodyIntake(HttpLimits limits, OverloadConfig config, Admission admission, OverloadRefusal shedding) {
        this.limit = limits.body();
        this.deadline = config.bodyDeadline();
        this.admission = admission;
        this.shedding = shedding;
    }

    void filter(@Observes Filters filters) {
        filters.register(this::read, FilterOrder.BODY);
    }

    private void read(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!RequestBody.isAnnounced(request)) {
            routing.next();
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            routing.response().writeContinue();
            // Quarkus would say so once more.
            request.headers().remove(HttpHeaders.EXPECT);
        }
        new BodyReading(routing, limit, deadline, admission.bytes(), shedding).start();
    }
}
