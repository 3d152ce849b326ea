package io.monitoring.store;

import io.monitoring.platform.cache.LruMap;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * Remembers what has been done once: who asks while it is under way waits for the same outcome, who asks after a
 * failure tries again. The longest unused entries are forgotten beyond the capacity; doing them again must be harmless.
 */
public final class Memo<K> {

    private final LruMap<K, Uni<Void>> done;

    public Memo(int capacity) {
        this.done = new LruMap<>(capacity);
    }

    public Uni<Void> once(K key, Supplier<Uni<Void>> action) {
        return done.computeIfAbsent(key, any -> Uni.createFrom()
                .<Void>deferred(action::get)
                .onFailure()
                .invoke(() -> done.remove(key))
                .memoize()
                .indefinitely());
    }
}
