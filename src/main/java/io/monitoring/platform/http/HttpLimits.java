package io.monitoring.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The limits of Quarkus' HTTP server that we answer for ourselves. */
@ApplicationScoped
public class HttpLimits {

    private final long body;

    HttpLimits(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize body) {
        this.body = body.asLongValue();
    }

    /** The most bytes of one body, as sent. */
    public long body() {
        return body;
    }

    public static String tooLarge(long limit) {
        return "the body is larger than " + limit + " bytes";
    }
}
