package io.monitoring.pipeline;

import io.monitoring.platform.auth.AdminOnly;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages that could not be handled, for whoever runs the service. */
@Path("/admin/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@AdminOnly
@KnownQueryParametersOnly
@Tag(name = "Admin")
@SecurityRequirement(name = "admin")
public class DeadLettersResource {

    private final DeadLetters deadLetters;

    DeadLettersResource(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** How many messages were put back into the processing queue. */
    public record Redriven(int redriven) {}

    @POST
    @Path("/redrive")
    @Operation(summary = "Brings dead letters back into the processing queue, at most 1,000 at once")
    @APIResponse(responseCode = "200", description = "How many were brought back")
    @APIResponse(responseCode = "401", description = "No admin token, or one that is not known")
    @APIResponse(responseCode = "403", description = "Not an admin's key, or no admin token is configured")
    @APIResponse(responseCode = "503", description = "The queue is not available; what was moved has been moved")
    public Uni<Redriven> redrive() {
        return deadLetters.redrive().map(Redriven::new);
    }
}
