package io.monitoring.platform.edge;

import io.monitoring.platform.start.StartCheck;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * HTTP/2 has to be off: {@link BodyIntake} reads bodies before JAX-RS, and Quarkus cannot go on with a request of HTTP/2
 * that has been read (Vert.x throws "Request has already been read").
 */
@Singleton
class Http2Check implements StartCheck {

    private static final String PROPERTY = "quarkus.http.http2";

    private final boolean on;

    Http2Check(@ConfigProperty(name = PROPERTY, defaultValue = "true") boolean on) {
        this.on = on;
    }

    @Override
    public List<Finding> findings(boolean packaged) {
        return on
                ? List.of(new Finding(PROPERTY, "is true: limits and deadlines are made for HTTP/1.1", "it to false"))
                : List.of();
    }
}
