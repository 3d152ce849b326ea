package io.monitoring.pipeline;

import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
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
@Needs(Scope.ADMIN)
@KnownQueryParametersOnly
@Tag(name = "Admin")
@SecurityRequirement(name = "admin")
public class DeadLettersResource {

    private final DeadLetters deadLetters;
    private final Callers callers;

    DeadLettersResource(DeadLetters deadLetters, Callers callers) {
        this.deadLetters = deadLetters;
        this.callers = callers;
    }

    /** How many messages were put back into the processing queue, and by whom. */
    public record Redriven(int redriven, String by) {}

    @POST
    @Path("/redrive")
    @Operation(summary = "Brings dead letters back into the processing queue, at most 1,000 at once")
    @APIResponse(responseCode = "200", description = "How many were brought back, and by whom")
    @APIResponse(responseCode = "401", description = "No admin's token, or one that is not known")
    @APIResponse(
            responseCode = "403",
            description = "The key or token is not an admin's, or no admin token is configured")
    @APIResponse(responseCode = "503", description = "The queue is not available; what was moved has been moved")
    public Uni<Redriven> redrive() {
        String by = callers.current().name();
        return deadLetters.redrive(by).map(count -> new Redriven(count, by));
    }
}
