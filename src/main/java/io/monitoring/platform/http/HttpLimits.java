package io.monitoring.platform.http;

import io.quarkus.arc.All;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The limits of Quarkus' HTTP server that we answer for ourselves. */
@ApplicationScoped
public class HttpLimits {

    private final long body;
    private final Map<String, Long> routes;

    HttpLimits(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize body, @All List<BodyLimit> routes) {
        this.body = body.asLongValue();
        this.routes = routes.stream().collect(Collectors.toUnmodifiableMap(BodyLimit::path, BodyLimit::bytes));
    }

    /** The most bytes of one body, as sent. */
    public long body() {
        return body;
    }

    /** The most bytes of one body at this path, both as sent and once decompressed. */
    public long body(String path) {
        return Math.min(body, routes.getOrDefault(path, body));
    }

    public static String tooLarge(long limit) {
        return "the body is larger than " + limit + " bytes";
    }
}
