package io.monitoring.store.hours;

import io.monitoring.platform.cache.LruMap;
import io.monitoring.series.Hour;

/** Up to which stamp this instance has marked which closed hours as having late blocks. */
final class LateMarks {

    private record Key(String service, Hour hour) {}

    private final LruMap<Key, Long> until;

    LateMarks(int capacity) {
        this.until = new LruMap<>(capacity);
    }

    boolean covers(String service, Hour hour, long stamp) {
        return until.getOrDefault(new Key(service, hour), Long.MIN_VALUE) >= stamp;
    }

    void add(String service, Hour hour, long stamp) {
        until.merge(new Key(service, hour), stamp, Math::max);
    }
}
