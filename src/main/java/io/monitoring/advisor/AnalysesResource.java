package io.monitoring.advisor;

import io.monitoring.advisor.archive.AnalysisId;
import io.monitoring.advisor.archive.AnalysisStore;
import io.monitoring.advisor.archive.StoredAnalysis;
import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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

/** Analyses as they were answered. For keys of all services: they tell of all. */
@Path("/analyses")
@Produces(MediaType.APPLICATION_JSON)
@KnownQueryParametersOnly
@Needs(Scope.READ)
@Tag(name = "Analysis")
public class AnalysesResource {

    private final AnalysisStore store;
    private final Callers callers;

    AnalysesResource(AnalysisStore store, Callers callers) {
        this.store = store;
        this.callers = callers;
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

    @GET
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
    @Path("/{id}")
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
