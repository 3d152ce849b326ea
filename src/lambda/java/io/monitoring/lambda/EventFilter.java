package io.monitoring.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.monitoring.lambda.HttpEvents.InvokeRequest;
import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.http.FilterOrder;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Puts into a request what the event says of it and Quarkus' translation of the event does not. */
@Singleton
class EventFilter {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    void register(@Observes Filters filters) {
        filters.register(EventFilter::amend, FilterOrder.VOUCHING);
    }

    private static void amend(RoutingContext routing) {
        if (routing.request().headers() instanceof QuarkusHttpHeaders headers
                && headers.getContextObjects().get(APIGatewayV2HTTPEvent.class)
                        instanceof APIGatewayV2HTTPEvent event) {
            wholeKey(headers, event);
            // There is nobody to say "continue" to, and the translation would take it for the answer.
            headers.remove(HttpHeaders.EXPECT);
            if (event instanceof InvokeRequest) {
                Callers.vouchForReader(routing, "invoke");
            }
        }
        routing.next();
    }

    /** It is cut at commas: two keys would become one, and the second request's points would not be stored. */
    private static void wholeKey(QuarkusHttpHeaders headers, APIGatewayV2HTTPEvent event) {
        if (event.getHeaders() != null && headers.contains(IDEMPOTENCY_KEY)) {
            event.getHeaders().forEach((name, value) -> {
                if (name.equalsIgnoreCase(IDEMPOTENCY_KEY)) {
                    headers.set(IDEMPOTENCY_KEY, value);
                }
            });
        }
    }
}
