package io.monitoring.resilience;

import io.monitoring.platform.AdminOnly;
import io.monitoring.platform.KnownQueryParametersOnly;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The breakers, for whoever runs the service. */
@Path("/admin")
@Produces(MediaType.APPLICATION_JSON)
@AdminOnly
@KnownQueryParametersOnly
@NonBlocking
@Tag(name = "Admin")
@SecurityScheme(securitySchemeName = "admin", type = SecuritySchemeType.HTTP, scheme = "bearer")
@SecurityRequirement(name = "admin")
@APIResponse(responseCode = "401", description = "No admin token, or one that is not known")
@APIResponse(responseCode = "403", description = "Not an admin's key, or no admin token is configured")
public class AdminResource {

    private final InstanceBreakers breakers;

    AdminResource(InstanceBreakers breakers) {
        this.breakers = breakers;
    }

    @GET
    @Path("/circuit-breakers")
    @Operation(summary = "Every breaker: its state, since when, its counts, thresholds and last transitions")
    @APIResponse(responseCode = "200", description = "The breakers by name")
    public BreakerReport circuitBreakers() {
        return breakers.report();
    }

    @POST
    @Path("/circuit-breaker/reset")
    @Operation(summary = "Closes one breaker, or all of them, at once")
    @APIResponse(responseCode = "200", description = "What was reset")
    @APIResponse(responseCode = "400", description = "There is no breaker of that name")
    public ResetReport reset(@QueryParam("name") String name) {
        return breakers.reset(name);
    }
}
