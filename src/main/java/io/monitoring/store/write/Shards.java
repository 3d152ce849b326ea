package io.monitoring.store.write;

import io.monitoring.store.StoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Spreads the blocks of busy services, see {@link ShardChoice}. */
@ApplicationScoped
class Shards {

    private final StoreConfig config;
    private final Clock clock;
    private final Map<String, ShardChoice> services = new ConcurrentHashMap<>();

    Shards(StoreConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    public int next(String service, int bytes) {
        return services.computeIfAbsent(service, any -> new ShardChoice(config.shards(), config.spreadAbove()))
                .next(clock.millis(), bytes);
    }
}
