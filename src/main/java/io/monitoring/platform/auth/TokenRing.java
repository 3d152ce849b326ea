package io.monitoring.platform.auth;

import java.util.List;
import java.util.Optional;

/** The tokens that are known, each by its hash, and whose they are. */
record TokenRing<T>(List<Entry<T>> entries) {

    record Entry<T>(TokenHash hash, T owner) {}

    TokenRing {
        entries = List.copyOf(entries);
    }

    Optional<T> owner(TokenHash presented) {
        T owner = null;
        for (Entry<T> entry : entries) {
            // No early exit: the time taken tells neither which token matched nor how far one did.
            if (entry.hash().matches(presented)) {
                owner = entry.owner();
            }
        }
        return Optional.ofNullable(owner);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}
