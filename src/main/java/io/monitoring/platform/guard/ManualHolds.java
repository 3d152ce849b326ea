package io.monitoring.platform.guard;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which breakers are held. A hold whose time is up is gone the next time anybody looks. */
final class ManualHolds {

    private final Map<String, ManualHold> holds = new ConcurrentHashMap<>();
    private final Consumer<String> ended;

    /** {@code ended} is told the name of each breaker whose hold came to its end, once. */
    ManualHolds(Consumer<String> ended) {
        this.ended = ended;
    }

    void put(String name, ManualHold hold) {
        holds.put(name, hold);
    }

    void remove(String name) {
        holds.remove(name);
    }

    boolean holds(String name) {
        return holds.containsKey(name);
    }

    Optional<ManualHold> of(String name, Instant now) {
        ManualHold hold = holds.get(name);
        if (hold == null || now.isBefore(hold.until())) {
            return Optional.ofNullable(hold);
        }
        if (holds.remove(name, hold)) {
            ended.accept(name);
        }
        return Optional.empty();
    }
}
