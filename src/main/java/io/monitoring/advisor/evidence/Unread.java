package io.monitoring.advisor.evidence;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What could not be read, and must not be taken for calm.
 *
 * @param services that report and of which not all points were read
 * @param calls whether who calls whom could not be read, but for what labels say
 */
public record Unread(SortedSet<String> services, boolean calls) {

    public static final Unread NOTHING = new Unread(new TreeSet<>(), false);

    public Unread {
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    }

    public boolean isEmpty() {
        return services.isEmpty() && !calls;
    }

    /** These too. */
    public Unread and(Collection<String> more) {
        SortedSet<String> all = new TreeSet<>(services);
        all.addAll(more);
        return new Unread(all, calls);
    }
}
