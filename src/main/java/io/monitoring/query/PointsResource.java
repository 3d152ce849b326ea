package io.monitoring.query;

import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.monitoring.platform.http.Times;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.store.query.PointQueries;
import io.monitoring.store.query.PointQuery;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Points out; they come in by {@code ingest}. */
@Path("/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
public class PointsResource {

    private final PointQueries reader;
    private final QueryParameters parameters;
    private final PointPages pages;
    private final Callers callers;

    PointsResource(PointQueries reader, QueryParameters parameters, PointPages pages, Callers callers) {
        this.reader = reader;
        this.parameters = parameters;
        this.pages = pages;
        this.callers = callers;
    }

    @GET
    @Needs(Scope.READ)
    @KnownQueryParametersOnly(prefixes = "label.")
    @Operation(summary = "Points, newest first, page by page; labels are asked for as label.<name>=<value>")
    @APIResponse(responseCode = "200", description = "A page; next_cursor leads to the next one")
    @APIResponse(responseCode = "400", description = "A parameter is wrong or unknown")
    @APIResponse(responseCode = "401", description = "No API key, or one that is not known, where keys are required")
    @APIResponse(responseCode = "403", description = "The key may not read, or not this service, or needs one named")
    @APIResponse(responseCode = "503", description = "The points cannot be read now")
    public Uni<RestResponse<PointPages.Document>> get(
            @QueryParam("service") String service,
            @QueryParam("metric") String metric,
            @Parameter(description = "From this time on: " + Times.FORMS) @QueryParam("from") String from,
            @Parameter(description = "Before this time: " + Times.FORMS) @QueryParam("to") String to,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @QueryParam("cursor") String cursor,
            @Context UriInfo uri) {
        PointQuery query = parameters.pointQuery(service, metric, from, to, limit, cursor, uri);
        callers.current().requireCovered(query.service());
        var cost = new ReadCost();
        return reader.read(query, cost).map(page -> RestResponse.ResponseBuilder.ok(pages.document(page))
                .header(ReadUnits.HEADER, ReadUnits.text(cost))
                .build());
    }
}
