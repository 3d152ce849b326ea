package io.monitoring.resilience;

import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.monitoring.platform.http.Periods;
import io.monitoring.platform.http.Times;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The breakers, for whoever runs the service. */
@Path("/admin")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.ADMIN)
@KnownQueryParametersOnly
@NonBlocking
@Tag(name = "Admin")
@SecurityScheme(securitySchemeName = "admin", type = SecuritySchemeType.HTTP, scheme = "bearer")
@SecurityRequirement(name = "admin")
@APIResponse(responseCode = "401", description = "No admin's token, or one that is not known")
@APIResponse(responseCode = "403", description = "The key or token is not an admin's, or no admin token is configured")
public class AdminResource {

    private final BreakerAdmin admin;
    private final BreakerViews views;
    private final Callers callers;

    AdminResource(BreakerAdmin admin, BreakerViews views, Callers callers) {
        this.admin = admin;
        this.views = views;
        this.callers = callers;
    }

    @GET
    @Path("/circuit-breakers")
    @Operation(summary = "Every breaker of this instance in full, who holds it, and the states of the fleet's")
    @APIResponse(responseCode = "200", description = "The breakers by name, the instances")
    public Uni<BreakerReport> circuitBreakers() {
        return views.report();
    }

    @GET
    @Path("/circuit-breakers/history")
    @Operation(summary = "The transitions of 30 days, newest first; their reasons say who reset or held a breaker")
    @APIResponse(responseCode = "200", description = "The transitions")
    @APIResponse(responseCode = "400", description = "A parameter cannot be read; it is named")
    public Uni<HistoryReport> history(
            @QueryParam("name") String name,
            @Parameter(description = "From this time on: " + Times.FORMS) @QueryParam("from") String from,
            @Parameter(description = "Before this time: " + Times.FORMS) @QueryParam("to") String to,
            @QueryParam("limit") String limit) {
        return admin.history(name, from, to, limit);
    }

    @POST
    @Path("/circuit-breaker/reset")
    @Operation(summary = "Closes one breaker, or all of them, on every instance, and ends manual holds")
    @APIResponse(responseCode = "200", description = "What was reset and by whom, and how many instances have said so")
    @APIResponse(responseCode = "400", description = "There is no breaker of that name")
    public Uni<ResetReport> reset(@QueryParam("name") String name) {
        return admin.reset(name, by());
    }

    @POST
    @Path("/circuit-breaker/open")
    @Operation(summary = "Takes a dependency out: its calls are refused until the time is up or the breaker is reset")
    @APIResponse(
            responseCode = "200",
            description = "The hold and whose it is, and how many instances have taken it up")
    @APIResponse(responseCode = "400", description = "A parameter is missing or wrong; it is named")
    public Uni<HoldReport> open(
            @QueryParam("name") String name,
            @QueryParam("reason") String reason,
            @Parameter(description = "From 1s to 1d, " + Periods.FORMS + "; 15 minutes where it is left out")
                    @QueryParam("for")
                    String timeLimit) {
        return admin.hold(CircuitBreakerState.OPEN, name, reason, timeLimit, by());
    }

    @POST
    @Path("/circuit-breaker/close")
    @Operation(summary = "Holds a breaker closed whatever fails, until the time is up or the breaker is reset")
    @APIResponse(
            responseCode = "200",
            description = "The hold and whose it is, and how many instances have taken it up")
    @APIResponse(responseCode = "400", description = "A parameter is missing or wrong; it is named")
    public Uni<HoldReport> close(
            @QueryParam("name") String name,
            @QueryParam("reason") String reason,
            @Parameter(description = "From 1s to 1d, " + Periods.FORMS + "; 15 minutes where it is left out")
                    @QueryParam("for")
                    String timeLimit) {
        return admin.hold(CircuitBreakerState.CLOSED, name, reason, timeLimit, by());
    }

    private String by() {
        return callers.current().name();
    }
}
