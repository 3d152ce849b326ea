package io.monitoring.advisor;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.advisor.backtest.Backtests;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The analysis over points that the caller sends; off the event loop, which 200,000 points would hold up. */
@Path("/analysis")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@KnownQueryParametersOnly
@Needs(Scope.READ)
@Tag(name = "Analysis")
@APIResponse(responseCode = "400", description = "A field is missing or wrong; it is named")
@APIResponse(responseCode = "413", description = "More than 200,000 points, or too many bytes")
public class BacktestResource {

    private final Payloads payloads;

    BacktestResource(Payloads payloads) {
        this.payloads = payloads;
    }

    @POST
    @Path("/backtest")
    @Operation(summary = "Replays the detector over series: a score for each point, and the alarms")
    @APIResponse(responseCode = "200", description = "The series in the order in which they came")
    public Uni<Backtests.Replay> backtest(byte[] body) {
        return computed(body, Backtests::replay);
    }

    @POST
    @Path("/root-causes")
    @Operation(summary = "Ranks services as causes of a symptom, by their series and who calls whom")
    @APIResponse(responseCode = "200", description = "The causes; none when nothing significant changed")
    public Uni<Backtests.Causes> rootCauses(byte[] body) {
        return computed(body, Backtests::causes);
    }

    @POST
    @Path("/forecast")
    @Operation(summary = "The next values of a series, with intervals")
    @APIResponse(responseCode = "200", description = "Means, and intervals of 80 and 95 %")
    public Uni<Backtests.Predicted> forecast(byte[] body) {
        return computed(body, Backtests::forecast);
    }

    private <T> Uni<T> computed(byte[] body, Function<JsonNode, T> computation) {
        return payloads.object(body)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(computation);
    }
}
