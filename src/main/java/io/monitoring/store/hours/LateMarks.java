package io.monitoring.store.hours;

import io.monitoring.series.Hour;
import java.util.LinkedHashMap;
import java.util.Map;

/** Up to which stamp this instance has marked which closed hours as having late blocks. */
final class LateMarks {

    private record Key(String service, Hour hour) {}

    private final Map<Key, Long> until;

    LateMarks(int capacity) {
        this.until = new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized boolean covers(String service, Hour hour, long stamp) {
        return until.getOrDefault(new Key(service, hour), Long.MIN_VALUE) >= stamp;
    }

    synchronized void add(String service, Hour hour, long stamp) {
        until.merge(new Key(service, hour), stamp, Math::max);
    }
}
