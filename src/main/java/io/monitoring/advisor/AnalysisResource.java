package io.monitoring.advisor;

import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.platform.auth.Caller;
import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is wrong, why, and what to do. */
@Path("/analysis")
@Produces(MediaType.APPLICATION_JSON)
@KnownQueryParametersOnly
@Needs(Scope.READ)
@Tag(name = "Analysis")
public class AnalysisResource {

    private final Advisor advisor;
    private final Payloads payloads;
    private final Callers callers;

    AnalysisResource(Advisor advisor, Payloads payloads, Callers callers) {
        this.advisor = advisor;
        this.payloads = payloads;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Analyses what is asked; {} looks at everything now",
            description = "The payloads and the fields of the answer are in docs/analysis-api.md. Unknown fields are"
                    + " ignored. There is an answer whatever is away: degraded and missing say what could not be seen.")
    @APIResponse(responseCode = "200", description = "The analysis")
    @APIResponse(responseCode = "400", description = "Not a JSON object, or a field has a wrong value; which one")
    @APIResponse(
            responseCode = "403",
            description = "Not this key's service, or auto_apply by somebody who is no admin")
    public Uni<AnalysisDocument> analyse(byte[] body) {
        Caller caller = callers.current();
        return payloads.object(body).chain(payload -> advisor.analyse(payload, caller));
    }
}
