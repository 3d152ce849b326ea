package io.monitoring.query;

import io.monitoring.platform.auth.Caller;
import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.hours.Registry;
import io.monitoring.store.hours.ServiceInfo;
import io.monitoring.store.hours.Sighting;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What reports. */
@Path("/services")
@Produces(MediaType.APPLICATION_JSON)
@KnownQueryParametersOnly
@Needs(Scope.READ)
@Tag(name = "Services")
public class ServicesResource {

    private final Registry registry;
    private final Callers callers;

    ServicesResource(Registry registry, Callers callers) {
        this.registry = registry;
        this.callers = callers;
    }

    /** The services by name. */
    public record Services(List<ServiceDocument> services, int count) {}

    /** A service; {@code last_seen} is brought up to date every quarter of an hour. */
    public record ServiceDocument(String serviceName, Instant firstSeen, Instant lastSeen) {}

    /** A service's metrics, with their series. */
    public record ServiceDetail(
            String serviceName, Instant firstSeen, Instant lastSeen, int seriesCount, List<Metric> metrics) {}

    /** A metric and the label sets it is reported with. */
    public record Metric(String metricType, List<Series> series) {}

    /**
     * @param reportingInterval the median of the gaps between points; null while there are too few
     */
    public record Series(Map<String, String> labels, Instant firstSeen, Instant lastSeen, Duration reportingInterval) {}

    @GET
    @Operation(summary = "Services that have reported within the retention of points, and that the key may read")
    @APIResponse(responseCode = "200", description = "The services by name")
    public Uni<Services> services() {
        Caller caller = callers.current();
        return registry.services(new ReadCost())
                .map(all -> all.stream()
                        .filter(service -> caller.covers(service.name()))
                        .map(ServicesResource::document)
                        .toList())
                .map(own -> new Services(own, own.size()));
    }

    @GET
    @Path("/{name: .+}")
    @Operation(
            summary = "A service's metrics, label sets, when they were first and last seen, and how often they report")
    @APIResponse(
            responseCode = "200",
            description = "The service; series appear within about a minute of their first point")
    @APIResponse(responseCode = "403", description = "The key may not read this service")
    @APIResponse(responseCode = "404", description = "No service of that name reports")
    public Uni<ServiceDetail> service(
            @PathParam("name") @Pattern(regexp = SeriesKey.NAME, message = "is not the name of a service")
                    String name) {
        callers.current().requireCovered(name);
        return registry.series(name, new ReadCost())
                .map(series -> detail(name, series.orElseThrow(() -> notFound(name))));
    }

    private static ProblemException notFound(String name) {
        return new ProblemException(ProblemCode.NOT_FOUND, "no service named " + name + " reports");
    }

    private static ServiceDocument document(ServiceInfo service) {
        return new ServiceDocument(service.name(), service.firstSeen(), service.lastSeen());
    }

    private static ServiceDetail detail(String name, List<Sighting> sightings) {
        SortedMap<String, List<Series>> metrics = new TreeMap<>();
        sightings.forEach(one -> metrics.computeIfAbsent(one.series().metric(), any -> new ArrayList<>())
                .add(series(one)));
        return new ServiceDetail(
                name,
                sightings.stream()
                        .map(Sighting::first)
                        .min(Long::compare)
                        .map(Instant::ofEpochMilli)
                        .orElse(null),
                sightings.stream()
                        .map(Sighting::last)
                        .max(Long::compare)
                        .map(Instant::ofEpochMilli)
                        .orElse(null),
                sightings.size(),
                metrics.entrySet().stream()
                        .map(metric -> new Metric(metric.getKey(), metric.getValue()))
                        .toList());
    }

    private static Series series(Sighting one) {
        return new Series(
                one.series().labels(),
                Instant.ofEpochMilli(one.first()),
                Instant.ofEpochMilli(one.last()),
                one.interval() == 0 ? null : Duration.ofMillis(one.interval()));
    }
}
