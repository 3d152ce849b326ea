package io.monitoring.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.monitoring.analysis.forecast.Crossing.Side;
import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.series.SeriesKey;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the metrics of a service are not to pass. */
@Path("/services")
@Produces(MediaType.APPLICATION_JSON)
@KnownQueryParametersOnly
@Tag(name = "Services")
public class LimitsResource {

    private final LimitStore limits;
    private final Callers callers;

    LimitsResource(LimitStore limits, Callers callers) {
        this.limits = limits;
        this.callers = callers;
    }

    /** @param limits empty for none */
    public record StatedLimits(
            @NotNull(message = "is required") @Size(max = 10, message = "must have at most 10 limits")
            List<@NotNull(message = "must be a limit") @Valid StatedLimit> limits) {}

    /**
     * One of {@code above} and {@code below}, in the unit of the metric.
     *
     * @param labels the limit holds for each series that has these, among others; none for all of the metric
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StatedLimit(
            @NotNull(message = "is required")
            @Pattern(regexp = SeriesKey.NAME, message = "must be the name of a metric")
            String metricType,

            @Size(max = 20, message = "must have at most 20 labels")
            Map<String, @NotNull(message = "must be a string") String> labels,

            Double above,
            Double below) {

        static StatedLimit of(Limit limit) {
            boolean above = limit.side() == Side.ABOVE;
            return new StatedLimit(
                    limit.metric(), limit.labels(), above ? limit.value() : null, above ? null : limit.value());
        }

        Limit limit() {
            Double value = above == null ? below : above;
            if (value == null || above != null && below != null || !Double.isFinite(value)) {
                throw ProblemException.invalid("limits", "must each have a number as above, or one as below");
            }
            return new Limit(
                    metricType, labels == null ? Map.of() : labels, value, above == null ? Side.BELOW : Side.ABOVE);
        }
    }

    /** What is stated of a service now. */
    public record ServiceLimits(String serviceName, List<StatedLimit> limits) {

        static ServiceLimits of(String service, List<Limit> limits) {
            return new ServiceLimits(
                    service, limits.stream().map(StatedLimit::of).toList());
        }
    }

    @GET
    @Path("/{name: .+}/limits")
    @Needs(Scope.READ)
    @Operation(summary = "The limits that were stated of a service")
    @APIResponse(responseCode = "200", description = "The limits; none where none were stated")
    @APIResponse(responseCode = "403", description = "The key may not read, or not this service")
    public Uni<ServiceLimits> read(
            @PathParam("name") @Pattern(regexp = SeriesKey.NAME, message = "is not the name of a service")
                    String name) {
        callers.current().requireCovered(name);
        return limits.of(name).map(stated -> ServiceLimits.of(name, stated.limits()));
    }

    @PUT
    @Path("/{name: .+}/limits")
    @Needs(Scope.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "States what metrics of a service are not to pass, in place of what was stated before; GET"
                    + " /anomalies warns of those that are forecast to")
    @APIResponse(responseCode = "200", description = "What is stated now")
    @APIResponse(responseCode = "400", description = "A limit is wrong, or the body is")
    @APIResponse(responseCode = "403", description = "The key may not write, or not for this service")
    public Uni<ServiceLimits> state(
            @PathParam("name") @Pattern(regexp = SeriesKey.NAME, message = "is not the name of a service") String name,
            @Valid @NotNull(message = "a JSON object is required") StatedLimits body) {
        callers.current().requireCovered(name);
        List<Limit> stated =
                body.limits().stream().map(StatedLimit::limit).distinct().toList();
        return limits.state(name, stated).replaceWith(() -> ServiceLimits.of(name, stated));
    }
}
