package io.monitoring.resilience;

import io.monitoring.platform.auth.OpenToAll;
import io.monitoring.resilience.HealthDocument.Status;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The state of this instance, on the event loop and from memory: it answers while everything else hangs. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll
@Tag(name = "Health")
public class HealthResource {

    private final Health health;

    HealthResource(Health health) {
        this.health = health;
    }

    @GET
    @NonBlocking
    @Operation(summary = "Whether points can be accepted durably, and what is amiss")
    @APIResponse(responseCode = "200", description = "They can: healthy or degraded")
    @APIResponse(responseCode = "503", description = "They cannot: unhealthy")
    public RestResponse<HealthDocument> health() {
        HealthDocument document = health.document();
        return ResponseBuilder.<HealthDocument>create(document.status() == Status.UNHEALTHY ? 503 : 200)
                .entity(document)
                .header("Cache-Control", "no-store")
                .build();
    }
}
