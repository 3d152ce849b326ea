package io.monitoring.platform.edge;

import io.monitoring.platform.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Every request has an id: the client's when it is well formed, so that it can stand in a header and in a line of a log. */
@ApplicationScoped
class RequestIds {

    static final String HEADER = "X-Request-Id";

    private static final String IN_THE_LOG = "request_id";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    void filter(@Observes Filters filters) {
        filters.register(this::identify, FilterOrder.REQUEST_ID);
    }

    /** The id of the request, empty before it has one. */
    static String of(RoutingContext routing) {
        String id = routing.get(HEADER);
        return id == null ? "" : id;
    }

    /** What was sent if it is well formed, else a new one. */
    static String of(String sent) {
        return sent != null && WELL_FORMED.matcher(sent).matches() ? sent : drawn().toString();
    }

    /** A random UUID that may be guessed: it names a request and opens nothing, and SecureRandom has one lock for all. */
    private static UUID drawn() {
        var random = ThreadLocalRandom.current();
        return new UUID(
                random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() & ~(0b11L << 62) | 1L << 63); // RFC 9562, 5.4
    }

    private void identify(RoutingContext routing) {
        String sent = routing.request().getHeader(HEADER);
        String id = of(sent);
        routing.put(HEADER, id);
        routing.response().putHeader(HEADER, id);
        MDC.put(IN_THE_LOG, id);
        routing.next();
    }
}
