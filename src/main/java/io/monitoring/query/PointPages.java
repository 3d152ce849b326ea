package io.monitoring.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.monitoring.platform.config.Environment;
import io.monitoring.store.query.PointPage;
import io.monitoring.store.query.StoredPoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Pages of points as JSON. */
@ApplicationScoped
class PointPages {

    private final Environment environment;
    private final String source;

    PointPages(Environment environment, @ConfigProperty(name = "quarkus.application.name") String source) {
        this.environment = environment;
        this.source = source;
    }

    /**
     * @param count        how many points are in the page
     * @param scannedCount how many were unpacked to find them
     * @param nextCursor   where to go on; null on the last page
     */
    record Document(List<PointDocument> metrics, int count, long scannedCount, String nextCursor) {}

    /**
     * @param metadata    JSON as it was sent; null without
     * @param source      the application that took the point in
     * @param environment where that runs
     */
    record PointDocument(
            String serviceName,
            String metricType,
            double value,
            Instant timestamp,
            Map<String, String> labels,

            @Schema(implementation = Object.class, description = "JSON as it was sent") @JsonRawValue
            String metadata,

            String source,
            String environment) {}

    Document document(PointPage page) {
        List<PointDocument> points = page.points().stream().map(this::document).toList();
        String next = page.next() == null ? null : page.next().cursor();
        return new Document(points, points.size(), page.scanned(), next);
    }

    private PointDocument document(StoredPoint point) {
        return new PointDocument(
                point.series().service(),
                point.series().metric(),
                point.value(),
                Instant.ofEpochMilli(point.time()),
                point.series().labels(),
                point.metadata(),
                source,
                environment.environment());
    }
}
