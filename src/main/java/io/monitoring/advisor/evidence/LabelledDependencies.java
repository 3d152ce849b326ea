package io.monitoring.advisor.evidence;

import io.monitoring.analysis.cause.Dependency;
import io.monitoring.live.LabelledCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Who calls whom, as the labels {@code calls} and {@code called_by} of series say. */
final class LabelledDependencies {

    private LabelledDependencies() {}

    /** Each once, in the order of names; together with {@code known}. */
    static List<Dependency> of(List<Reading> readings, List<Dependency> known) {
        var all = new TreeSet<>(Comparator.comparing(Dependency::from).thenComparing(Dependency::to));
        all.addAll(known);
        readings.stream()
                .flatMap(reading -> LabelledCall.of(reading.series()))
                .map(call -> new Dependency(call.from(), call.to()))
                .forEach(all::add);
        return new ArrayList<>(all);
    }
}
