package io.monitoring.advisor.evidence;

import io.monitoring.analysis.cause.Dependency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Who calls whom, as the labels {@code calls} and {@code called_by} of series say. */
final class LabelledDependencies {

    private static final String CALLS = "calls";
    private static final String CALLED_BY = "called_by";

    private LabelledDependencies() {}

    /** Each once, in the order of names; together with {@code known}. */
    static List<Dependency> of(List<Reading> readings, List<Dependency> known) {
        var all = new TreeSet<>(Comparator.comparing(Dependency::from).thenComparing(Dependency::to));
        all.addAll(known);
        for (Reading reading : readings) {
            String service = reading.series().service();
            String callee = reading.labels().getOrDefault(CALLS, "");
            String caller = reading.labels().getOrDefault(CALLED_BY, "");
            if (!callee.isEmpty()) {
                all.add(new Dependency(service, callee));
            }
            if (!caller.isEmpty()) {
                all.add(new Dependency(caller, service));
            }
        }
        return new ArrayList<>(all);
    }
}
