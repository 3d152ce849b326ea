package io.monitoring.platform.edge;

import io.monitoring.platform.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** Headers that keep a browser from doing more with an answer than show it. */
@ApplicationScoped
class AnswerHeaders {

    /** The only pages that are to be looked at; they bring scripts and styles of their own, some of them inline. */
    private static final String SWAGGER_UI = "/q/swagger-ui";

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final String OWN_ONLY = "default-src 'self'; script-src 'self' 'unsafe-inline';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
    private static final String NO_STORE = "no-store";

    /** Of an answer that is made without this filter. */
    static final Map<String, String> NO_PAGE = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Content-Security-Policy",
            NOTHING,
            "Cache-Control",
            NO_STORE);

    private static final String A_YEAR = "max-age=31536000";

    void filter(@Observes Filters filters) {
        filters.register(this::add, FilterOrder.ANSWER_HEADERS);
    }

    private void add(RoutingContext routing) {
        MultiMap headers = routing.response().headers();
        boolean page = routing.normalizedPath().startsWith(SWAGGER_UI);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", page ? OWN_ONLY : NOTHING);
        // Where TLS ends at a proxy, quarkus.http.proxy.* says whether its word for the scheme is taken.
        if ("https".equals(routing.request().scheme())) {
            headers.set("Strict-Transport-Security", A_YEAR);
        }
        if (!page) {
            routing.addHeadersEndHandler(written -> {
                if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
                    headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
                }
            });
        }
        routing.next();
    }
}
