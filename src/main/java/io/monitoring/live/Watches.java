package io.monitoring.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.cache.LruMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** The services that this instance has detectors of in memory: those that it worked on last. */
@ApplicationScoped
class Watches {

    private final LruMap<String, WatchedService> services;

    Watches(LiveConfig config, MeterRegistry meters) {
        this.services = new LruMap<>(config.maxSeries(), Watches::series);
        meters.gauge("monitoring.detectors", services, LruMap::size);
    }

    /** The service's; makes room by forgetting those that were not asked for longest. */
    WatchedService of(String service) {
        return services.computeIfAbsent(service, WatchedService::new);
    }

    void forget(WatchedService service) {
        services.remove(service.name(), service);
    }

    private static int series(Collection<WatchedService> watched) {
        return watched.stream().mapToInt(WatchedService::size).sum();
    }
}
