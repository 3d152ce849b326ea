package io.monitoring.advisor;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.guard.RecoverySetting;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What {@code auto_apply} has changed on this instance. */
@Path("/admin/applied")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.ADMIN)
@KnownQueryParametersOnly
@NonBlocking
@Tag(name = "Admin")
@SecurityRequirement(name = "admin")
@APIResponse(responseCode = "401", description = "No admin's token, or one that is not known")
@APIResponse(responseCode = "403", description = "The key or token is not an admin's, or no admin token is configured")
public class AppliedResource {

    private final RecoverySetting recovery;
    private final Callers callers;

    AppliedResource(RecoverySetting recovery, Callers callers) {
        this.recovery = recovery;
        this.callers = callers;
    }

    /**
     * A setting and its value; {@code scope} is {@code instance}.
     *
     * @param changedBy who applied or undid the latest change since the start, absent where nobody did
     * @param changedAt when that was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Setting(String setting, Duration value, String scope, String changedBy, Instant changedAt) {}

    @GET
    @Operation(summary = "The settings that an analysis may change, as they are now")
    @APIResponse(responseCode = "200", description = "The setting, and who changed it last")
    public Setting current() {
        Optional<RecoverySetting.SettingChange> change = recovery.latestChange();
        return new Setting(
                RecoverySetting.NAME,
                recovery.current(),
                "instance",
                change.map(RecoverySetting.SettingChange::by).orElse(null),
                change.map(RecoverySetting.SettingChange::at).orElse(null));
    }

    @POST
    @Path("/undo")
    @Operation(summary = "Puts the settings that an analysis changed back to what is configured")
    @APIResponse(responseCode = "200", description = "The setting as it is now")
    public Setting undo() {
        recovery.undo(callers.current().name());
        return current();
    }
}
