package io.monitoring.platform.edge;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Gives JAX-RS the body that {@link BodyIntake} has read. Not as the body of the routing context, which is where Quarkus
 * would look for it: of one that is larger than {@code quarkus.rest.input-buffer-size} (10 KB), a method on the event loop
 * gets as many zeros, because its InputHandler both turns to blocking reads and ends the one it was at (Quarkus 3.33.2).
 */
class BodyHandOver {

    private static final String BODY = BodyHandOver.class.getName();

    private final CurrentVertxRequest current;

    BodyHandOver(CurrentVertxRequest current) {
        this.current = current;
    }

    static void put(RoutingContext routing, Buffer body) {
        routing.put(BODY, body);
    }

    /** Before a method is chosen, since Quarkus would read the body next. */
    @ServerRequestFilter(preMatching = true)
    void handOver(ContainerRequestContext request) {
        Buffer body = current.getCurrent().remove(BODY);
        if (body != null) {
            request.setEntityStream(new ByteArrayInputStream(body.getBytes()));
        }
    }
}
