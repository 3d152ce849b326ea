package io.monitoring.live;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The services that this instance has detectors of in memory: those that it worked on last. */
@ApplicationScoped
class Watches {

    private final Map<String, WatchedService> services = new LinkedHashMap<>(64, 0.75f, true);
    private final int maxSeries;

    Watches(LiveConfig config, MeterRegistry meters) {
        this.maxSeries = config.maxSeries();
        meters.gauge("monitoring.detectors", this, watches -> watches.size());
    }

    /** The service's; makes room by forgetting those that were not asked for longest. */
    synchronized WatchedService of(String service) {
        WatchedService wanted = services.computeIfAbsent(service, WatchedService::new);
        Iterator<WatchedService> oldest = services.values().iterator();
        int size = size();
        while (size > maxSeries && oldest.hasNext()) {
            WatchedService one = oldest.next();
            if (one != wanted) {
                size -= one.size();
                oldest.remove();
            }
        }
        return wanted;
    }

    synchronized void forget(WatchedService service) {
        services.remove(service.name(), service);
    }

    private synchronized int size() {
        return services.values().stream().mapToInt(WatchedService::size).sum();
    }
}
