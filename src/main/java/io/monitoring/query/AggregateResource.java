package io.monitoring.query;

import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.monitoring.platform.http.Periods;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.http.Times;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.store.query.AggregateQueries;
import io.monitoring.store.query.AggregateQuery;
import io.monitoring.store.query.TooManyRowsException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What points come to over periods of time. */
@Path("/metrics/aggregate")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
public class AggregateResource {

    private final AggregateQueries reader;
    private final QueryParameters parameters;
    private final Callers callers;

    AggregateResource(AggregateQueries reader, QueryParameters parameters, Callers callers) {
        this.reader = reader;
        this.parameters = parameters;
        this.callers = callers;
    }

    @GET
    @Needs(Scope.READ)
    @KnownQueryParametersOnly(prefixes = "label.")
    @Operation(
            summary = "One row a period and series; periods without points have none",
            description = "by=<label>,<label> joins the series that agree in those labels, by=* all of a metric."
                    + " Percentiles are within 1 % of the exact ones. from and to are moved out to whole periods.")
    @APIResponse(responseCode = "200", description = "The rows, by series and time")
    @APIResponse(responseCode = "400", description = "A parameter is wrong or unknown, or the answer too long")
    @APIResponse(responseCode = "401", description = "No API key, or one that is not known, where keys are required")
    @APIResponse(responseCode = "403", description = "The key may not read, or not this service")
    @APIResponse(responseCode = "503", description = "The aggregates cannot be read now")
    public Uni<RestResponse<AggregateDocument>> aggregate(
            @QueryParam("service") String service,
            @QueryParam("metric") String metric,
            @Parameter(description = "From this time on: " + Times.FORMS) @QueryParam("from") String from,
            @Parameter(description = "Before this time: " + Times.FORMS) @QueryParam("to") String to,
            @Parameter(description = "Whole seconds, " + Periods.FORMS + "; one minute where it is left out")
                    @QueryParam("period")
                    String period,
            @QueryParam("stats") @DefaultValue("count,sum,avg,min,max") String stats,
            @QueryParam("by") String by,
            @Context UriInfo uri) {
        Set<Statistic> wanted = Statistic.parse(stats);
        AggregateQuery query = parameters.aggregateQuery(service, metric, from, to, period, by, uri);
        callers.current().requireCovered(query.service());
        var cost = new ReadCost();
        return reader.read(query, cost)
                .map(rows -> RestResponse.ResponseBuilder.ok(AggregateDocument.of(query, rows, wanted))
                        .header(ReadUnits.HEADER, ReadUnits.text(cost))
                        .build())
                .onFailure(TooManyRowsException.class)
                .transform(AggregateResource::tooManyRows);
    }

    private static ProblemException tooManyRows(TooManyRowsException failure) {
        return ProblemException.invalid(
                "period",
                "makes more than " + failure.limit()
                        + " rows; ask for a longer period, less time, fewer series or a grouping with by");
    }
}
