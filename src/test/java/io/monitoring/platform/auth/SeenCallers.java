package io.monitoring.platform.auth;

import io.monitoring.platform.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who sent the requests that passed the authentication, by their header {@code X-Seen-As}. */
@Singleton
class SeenCallers {

    static final String HEADER = "X-Seen-As";

    private final Map<String, Caller> seen = new ConcurrentHashMap<>();

    void filter(@Observes Filters filters) {
        filters.register(this::look, FilterOrder.AUTHENTICATION - 1);
    }

    Optional<Caller> of(String header) {
        return Optional.ofNullable(seen.get(header));
    }

    private void look(RoutingContext routing) {
        String header = routing.request().getHeader(HEADER);
        if (header != null) {
            seen.put(header, Callers.of(routing));
        }
        routing.next();
    }
}
