package io.monitoring.store.write;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Spreads the blocks of busy services, see {@link ShardChoice}. */
@ApplicationScoped
class Shards {

    /** A partition takes 1,000 write units a second: 8 take what 32 busy instances write. */
    private static final int COUNT = 8;

    /** Write units a second of one instance; below it, the first shard is the only one. Four instances fill a partition. */
    private static final int SPREAD_ABOVE = 250;

    private final Clock clock;
    private final Map<String, ShardChoice> services = new ConcurrentHashMap<>();

    Shards(Clock clock) {
        this.clock = clock;
    }

    public int next(String service, int bytes) {
        return services.computeIfAbsent(service, any -> new ShardChoice(COUNT, SPREAD_ABOVE))
                .next(clock.millis(), bytes);
    }
}
