package io.monitoring.pipeline;

import io.monitoring.store.Hour;
import java.util.List;
import java.util.Set;

/** What a queue message says: this service has new points in these hours. */
record DirtyMessage(String kind, String service, List<String> hours) {

    static final String KIND = "dirty";

    static DirtyMessage of(String service, Set<Hour> hours) {
        return new DirtyMessage(
                KIND, service, hours.stream().sorted().map(Hour::text).toList());
    }

    boolean isComplete() {
        return KIND.equals(kind) && service != null && hours != null && !hours.contains(null);
    }

    /**
     * @throws IllegalArgumentException when one of them is not an hour
     */
    List<Hour> parsedHours() {
        return hours.stream().map(Hour::parse).toList();
    }
}
