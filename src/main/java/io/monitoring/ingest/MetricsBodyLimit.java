package io.monitoring.ingest;

import io.monitoring.ingest.batch.IngestLimits;
import io.monitoring.platform.http.BodyLimit;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the limit of {@code POST /metrics} known to whoever reads bodies. */
class MetricsBodyLimit {

    @Produces
    @Singleton
    BodyLimit bodies(IngestLimits limits) {
        return new BodyLimit("/metrics", limits.maxBodySize().asLongValue());
    }
}
