package io.monitoring.store;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers what has been done once: who asks while it is under way waits for the same outcome, who asks after a
 * failure tries again. The longest unused entries are forgotten beyond the capacity; doing them again must be harmless.
 */
public final class Memo<K> {

    private final Map<K, Uni<Void>> done;

    public Memo(int capacity) {
        this.done = new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Uni<Void>> eldest) {
                return size() > capacity;
            }
        };
    }

    public synchronized Uni<Void> once(K key, Supplier<Uni<Void>> action) {
        Uni<Void> known = done.get(key);
        if (known == null) {
            known = Uni.createFrom()
                    .<Void>deferred(action::get)
                    .onFailure()
                    .invoke(() -> forget(key))
                    .memoize()
                    .indefinitely();
            done.put(key, known);
        }
        return known;
    }

    private synchronized void forget(K key) {
        done.remove(key);
    }
}
