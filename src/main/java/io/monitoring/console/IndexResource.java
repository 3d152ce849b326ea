package io.monitoring.console;

import io.monitoring.console.IndexDocument.Authentication;
import io.monitoring.console.IndexDocument.Link;
import io.monitoring.platform.auth.AuthConfig;
import io.monitoring.platform.auth.OpenToAll;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The first page: where to go from here. The same for everybody, and nothing that {@code /q/openapi} does not say. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll
@Tag(name = "Index")
public class IndexResource {

    private static final String DESCRIPTION = "Metrics, analysis, incidents and runbooks for the people on call";
    private static final String NOTHING = "nothing";
    private static final String WRITE = "write";
    private static final String READ = "read";
    private static final String ADMIN = "admin";

    private static final List<Link> LINKS = List.of(
            new Link("POST", "/metrics", "Store points", WRITE),
            new Link("GET", "/metrics", "Points, newest first", READ),
            new Link("GET", "/metrics/aggregate", "Count, average, percentiles by period; needs ?service=", READ),
            new Link("GET", "/services", "Which services report, and what", READ),
            new Link("GET", "/services/graph", "Which service calls which", READ),
            new Link("GET", "/anomalies", "What is unusual", READ),
            new Link("POST", "/analysis", "Look at everything now, and say what is wrong", READ),
            new Link("GET", "/analyses", "Past analyses", READ),
            new Link("GET", "/runbooks", "What to do about it, step by step", NOTHING),
            new Link("GET", "/health", "Whether points can be stored, and the circuit breakers", NOTHING),
            new Link("GET", "/admin/circuit-breakers", "The circuit breakers of every instance", ADMIN),
            new Link("GET", "/q/swagger-ui/", "Every call, to read and to try in a browser", NOTHING),
            new Link("GET", "/q/openapi", "Every call, as OpenAPI", NOTHING),
            new Link("GET", "/q/metrics", "The metrics of this service itself, for Prometheus", NOTHING),
            new Link("GET", "/q/health", "Liveness and readiness, for Kubernetes", NOTHING));

    private final IndexDocument document;

    IndexResource(
            AuthConfig auth,
            @ConfigProperty(name = "quarkus.application.name") String name,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.document = new IndexDocument(
                name,
                version,
                DESCRIPTION,
                new Authentication(auth.mode() != AuthConfig.Mode.NONE, "Authorization: Bearer <key or token>"),
                LINKS);
    }

    @GET
    @NonBlocking
    @KnownQueryParametersOnly
    @Operation(summary = "What this service is, and links to its calls")
    @APIResponse(responseCode = "200", description = "Name, version, and a link for each call to begin with")
    public IndexDocument index() {
        return document;
    }
}
