package io.monitoring.advisor;

import io.monitoring.advisor.archive.AnalysisId;
import io.monitoring.advisor.archive.AnalysisStore;
import io.monitoring.advisor.archive.StoredAnalysis;
import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.platform.KnownQueryParametersOnly;
import io.monitoring.platform.ProblemCode;
import io.monitoring.platform.ProblemException;
import io.monitoring.platform.auth.AdminTokens;
import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is wrong, why, and what to do; and what was said of it before. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@KnownQueryParametersOnly
@Needs(Scope.READ)
@Tag(name = "Analysis")
public class AnalysisResource {

    private final Advisor advisor;
    private final AnalysisStore store;
    private final Payloads payloads;
    private final Callers callers;
    private final AdminTokens admins;

    AnalysisResource(
            Advisor advisor, AnalysisStore store, Payloads payloads, Callers callers, AdminTokens admins) {
        this.advisor = advisor;
        this.store = store;
        this.payloads = payloads;
        this.callers = callers;
        this.admins = admins;
    }

    /** Past analyses, newest first; {@code next_cursor} is null on the last page. */
    public record Analyses(List<Entry> analyses, int count, String nextCursor) {}

    /** @param rootCauses services, most likely first */
    public record Entry(
            String id,
            Instant timestamp,
            String analysisType,
            String riskLevel,
            String summary,
            List<String> rootCauses) {

        static Entry of(StoredAnalysis stored) {
            return new Entry(
                    stored.id(),
                    stored.timestamp(),
                    stored.analysisType(),
                    stored.riskLevel(),
                    stored.summary(),
                    stored.fingerprint().causes());
        }
    }

    @POST
    @Path("/analysis")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Analyses what is asked; {} looks at everything now",
            description = "The payloads and the fields of the answer are in docs/analysis-api.md. Unknown fields are"
                    + " ignored. There is an answer whatever is away: degraded and missing say what could not be seen.")
    @APIResponse(responseCode = "200", description = "The analysis")
    @APIResponse(responseCode = "400", description = "Not a JSON object, or a field has a wrong value; which one")
    @APIResponse(responseCode = "403", description = "Not this key's service, or auto_apply by somebody who is no admin")
    public Uni<AnalysisDocument> analyse(@HeaderParam("Authorization") String authorization, byte[] body) {
        boolean admin = admins.judge(authorization) == AdminTokens.Verdict.ADMIN;
        Asker asker = Asker.of(callers.current(), admins.name(authorization), admin);
        return payloads.object(body).chain(payload -> advisor.analyse(payload, asker));
    }

    @GET
    @Path("/analyses")
    @Operation(summary = "Past analyses, newest first, page by page")
    @APIResponse(responseCode = "200", description = "A page; next_cursor leads to the next one")
    @APIResponse(responseCode = "403", description = "The key is not for all services")
    public Uni<Analyses> list(
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit, @QueryParam("cursor") String cursor) {
        callers.current().requireCovered(null);
        if (cursor != null && !AnalysisId.isOne(cursor)) {
            throw ProblemException.invalid("cursor", "must be the next_cursor of an answer");
        }
        return store.list(limit, cursor)
                .map(page -> new Analyses(
                        page.analyses().stream().map(Entry::of).toList(),
                        page.analyses().size(),
                        page.next()));
    }

    @GET
    @Path("/analyses/{id}")
    @Operation(summary = "An analysis as it was answered")
    @APIResponse(responseCode = "200", description = "The analysis")
    @APIResponse(responseCode = "403", description = "The key is not for all services")
    @APIResponse(responseCode = "404", description = "There is no analysis of that id, or no more")
    public Uni<String> one(@PathParam("id") String id) {
        callers.current().requireCovered(null);
        if (!AnalysisId.isOne(id)) {
            throw notFound(id);
        }
        return store.document(id)
                .map(found -> new String(found.orElseThrow(() -> notFound(id)), StandardCharsets.UTF_8));
    }

    private static ProblemException notFound(String id) {
        String shown = id.length() > 40 ? id.substring(0, 40) + "..." : id;
        return new ProblemException(ProblemCode.NOT_FOUND, "there is no analysis " + shown);
    }
}
