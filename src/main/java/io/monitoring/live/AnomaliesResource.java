package io.monitoring.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.monitoring.analysis.anomaly.Anomaly;
import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.http.Times;
import io.monitoring.series.SeriesKey;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was found as points came in: anomalies, and limits that will be passed. */
@Path("/anomalies")
@Produces(MediaType.APPLICATION_JSON)
@KnownQueryParametersOnly
@Needs(Scope.READ)
@Tag(name = "Analysis")
public class AnomaliesResource {

    private static final Duration DEFAULT_RANGE = Duration.ofDays(1);

    private final AnomalyStore store;
    private final Callers callers;
    private final Clock clock;

    AnomaliesResource(AnomalyStore store, Callers callers, Clock clock) {
        this.store = store;
        this.callers = callers;
        this.clock = clock;
    }

    private static final String ANOMALY = "anomaly";
    private static final String PREDICTED_CROSSING = "predicted_crossing";

    /** Newest first; {@code next_cursor} is null on the last page. */
    public record Anomalies(List<AnomalyDocument> anomalies, int count, String nextCursor) {}

    /**
     * @param kind {@code anomaly}, or {@code predicted_crossing}: a series is forecast to pass a limit
     * @param timestamp beginning of the minute that raised the alarm; end of the points that the forecast rests on
     * @param value mean of that minute's points; of the last period before the forecast
     * @param signal what left its usual range: value, level, shift, activity or season; not of a predicted crossing
     * @param observed what the signal measured, in the series' unit; between {@code expected_low} and {@code expected_high}
     *     it would have been usual; not of a predicted crossing
     * @param expectedLow of a predicted crossing with {@code expected_high} the 80 % interval at {@code expected_at}
     * @param direction {@code up} or {@code down}
     * @param score from 0.5 to 1; not of a predicted crossing
     * @param limit what will be passed; this and the rest only of a predicted crossing
     * @param expectedAt when the mean of the forecast is beyond the limit
     * @param earliestAt when one value in ten is
     * @param description the evidence, in words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AnomalyDocument(
            String id,
            String kind,
            String serviceName,
            String metricType,
            Map<String, String> labels,
            Instant timestamp,
            double value,
            String signal,
            Double observed,
            double expectedLow,
            double expectedHigh,
            String direction,
            Double score,
            Double limit,
            Instant expectedAt,
            Instant earliestAt,
            String description) {

        static AnomalyDocument of(Finding found) {
            return switch (found) {
                case FoundAnomaly anomaly -> of(anomaly);
                case PredictedCrossing crossing -> of(crossing);
            };
        }

        private static AnomalyDocument of(PredictedCrossing found) {
            return new AnomalyDocument(
                    found.id(),
                    PREDICTED_CROSSING,
                    found.series().service(),
                    found.series().metric(),
                    found.series().labels(),
                    found.at(),
                    found.value(),
                    null,
                    null,
                    found.low(),
                    found.high(),
                    switch (found.side()) {
                        case ABOVE -> "up";
                        case BELOW -> "down";
                    },
                    null,
                    found.limit(),
                    found.expected(),
                    found.earliest(),
                    found.words());
        }

        private static AnomalyDocument of(FoundAnomaly found) {
            Anomaly anomaly = found.anomaly();
            return new AnomalyDocument(
                    found.id(),
                    ANOMALY,
                    found.series().service(),
                    found.series().metric(),
                    found.series().labels(),
                    anomaly.at(),
                    anomaly.value(),
                    anomaly.signal().name().toLowerCase(Locale.ROOT),
                    anomaly.observed(),
                    anomaly.low(),
                    anomaly.high(),
                    switch (anomaly.direction()) {
                        case ABOVE -> "up";
                        case BELOW -> "down";
                    },
                    anomaly.score(),
                    null,
                    null,
                    null,
                    anomaly.inWords());
        }
    }

    @GET
    @Operation(
            summary = "Anomalies and predicted crossings of limits of the last day, or between from and to, newest"
                    + " first, page by page")
    @APIResponse(responseCode = "200", description = "A page; next_cursor leads to the next one")
    @APIResponse(responseCode = "400", description = "A parameter is wrong or unknown")
    @APIResponse(responseCode = "403", description = "The key may not read, or not this service, or needs one named")
    public Uni<Anomalies> list(
            @QueryParam("service") @Pattern(regexp = SeriesKey.NAME, message = "is not the name of a service")
                    String service,
            @Parameter(description = "From this time on: " + Times.FORMS) @QueryParam("from") String from,
            @Parameter(description = "Before this time: " + Times.FORMS) @QueryParam("to") String to,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @QueryParam("cursor") String cursor) {
        callers.current().requireCovered(service);
        Instant end = Times.parse("to", to, clock.instant());
        Instant begin = Times.parse("from", from, end.minus(DEFAULT_RANGE));
        if (begin.isAfter(end)) {
            throw ProblemException.invalid("from", "must not be after to");
        }
        if (cursor != null && !Finding.isId(cursor)) {
            throw ProblemException.invalid("cursor", "must be the next_cursor of an answer");
        }
        return store.list(new AnomalyStore.Query(service, begin, end, limit, cursor))
                .map(page -> new Anomalies(
                        page.findings().stream().map(AnomalyDocument::of).toList(),
                        page.findings().size(),
                        page.next()));
    }
}
