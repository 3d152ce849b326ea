package io.monitoring.platform.edge;

import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** A line for each admin call, in the category {@code audit}: who, what, from where, and how it ended. No token. */
@ApplicationScoped
class AuditLog {

    private static final Logger LOG = Logger.getLogger("audit");
    private static final String ADMIN = "/admin";
    private static final int LONGEST = 200;

    /** What others write for a client that did not wait for its answer. */
    private static final int GONE = 499;

    void filter(@Observes Filters filters) {
        filters.register(AuditLog::watch, FilterOrder.AUDIT);
    }

    private static void watch(RoutingContext routing) {
        if (routing.normalizedPath().startsWith(ADMIN)) {
            routing.addEndHandler(ended -> write(
                    routing,
                    Callers.of(routing).name(),
                    ended.succeeded() ? routing.response().getStatusCode() : GONE));
        }
        routing.next();
    }

    private static void write(RoutingContext routing, String who, int status) {
        HttpServerRequest request = routing.request();
        // Parameters of a call that was refused may be anything, a token among them; those of one that was not are
        // known.
        String what = status < 400 ? request.uri() : request.path();
        LOG.infof(
                "who=%s what=\"%s %s\" from=%s outcome=%d request_id=%s",
                who,
                request.method(),
                printable(what),
                request.remoteAddress().hostAddress(),
                status,
                RequestIds.of(routing));
    }

    /** One line, whatever was sent. */
    private static String printable(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return start.replaceAll("[^\\x21-\\x7e]", "?").replace('"', '\'');
    }
}
