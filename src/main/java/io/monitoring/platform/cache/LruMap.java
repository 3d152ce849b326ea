package io.monitoring.platform.cache;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Forgets the entries that were not used for longest when there is more than it may keep. Every method below counts as a
 * use of the key's entry, but for removals. Safe for use by several threads; functions are called while others wait.
 */
public final class LruMap<K, V> {

    private final Map<K, V> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final int most;
    private final ToIntFunction<Collection<V>> size;

    /** Keeps so many entries. */
    public LruMap(int most) {
        this(most, Collection::size);
    }

    /** @param size of all values together, of which at most {@code most} is kept; the entry in use always is */
    public LruMap(int most, ToIntFunction<Collection<V>> size) {
        this.most = most;
        this.size = size;
    }

    public synchronized V getOrDefault(K key, V otherwise) {
        return entries.getOrDefault(key, otherwise);
    }

    public synchronized V computeIfAbsent(K key, Function<K, V> make) {
        V value = entries.computeIfAbsent(key, make);
        forgetOthers(key);
        return value;
    }

    public synchronized void merge(K key, V value, BinaryOperator<V> merging) {
        entries.merge(key, value, merging);
        forgetOthers(key);
    }

    public synchronized void remove(K key) {
        entries.remove(key);
    }

    /** Only if it is this value that the key has. */
    public synchronized void remove(K key, V value) {
        entries.remove(key, value);
    }

    /** Of all values together, as the map measures it. */
    public synchronized int size() {
        return size.applyAsInt(entries.values());
    }

    private void forgetOthers(K used) {
        Iterator<K> oldest = entries.keySet().iterator();
        while (size() > most && oldest.hasNext()) {
            if (!oldest.next().equals(used)) {
                oldest.remove();
            }
        }
    }
}
