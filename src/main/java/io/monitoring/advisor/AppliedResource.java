package io.monitoring.advisor;

import io.monitoring.platform.auth.AdminOnly;
import io.monitoring.platform.guard.RecoverySetting;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What {@code auto_apply} has changed on this instance. */
@Path("/admin/applied")
@Produces(MediaType.APPLICATION_JSON)
@AdminOnly
@KnownQueryParametersOnly
@NonBlocking
@Tag(name = "Admin")
@SecurityRequirement(name = "admin")
@APIResponse(responseCode = "401", description = "No admin token, or one that is not known")
@APIResponse(responseCode = "403", description = "Not an admin's key, or no admin token is configured")
public class AppliedResource {

    private final RecoverySetting recovery;

    AppliedResource(RecoverySetting recovery) {
        this.recovery = recovery;
    }

    /** A setting and its value; {@code scope} is {@code instance}. */
    public record Setting(String setting, Duration value, String scope) {}

    @GET
    @Operation(summary = "The settings that an analysis may change, as they are now")
    @APIResponse(responseCode = "200", description = "The setting")
    public Setting current() {
        return new Setting(RecoverySetting.NAME, recovery.current(), "instance");
    }

    @POST
    @Path("/undo")
    @Operation(summary = "Puts the settings that an analysis changed back to what is configured")
    @APIResponse(responseCode = "200", description = "The setting as it is now")
    public Setting undo() {
        recovery.undo();
        return current();
    }
}
