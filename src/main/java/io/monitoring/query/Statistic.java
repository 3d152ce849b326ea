package io.monitoring.query;

import io.monitoring.platform.http.ProblemException;
import io.monitoring.series.Aggregate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The statistics that an aggregate can be asked for. */
enum Statistic {
    COUNT(Aggregate::count),
    SUM(Aggregate::sum),
    AVG(aggregate -> aggregate.sum() / aggregate.count()),
    MIN(Aggregate::min),
    MAX(Aggregate::max),
    P50(aggregate -> aggregate.quantile(0.5)),
    P90(aggregate -> aggregate.quantile(0.9)),
    P95(aggregate -> aggregate.quantile(0.95)),
    P99(aggregate -> aggregate.quantile(0.99));

    private final ToDoubleFunction<Aggregate> value;

    Statistic(ToDoubleFunction<Aggregate> value) {
        this.value = value;
    }

    Number of(Aggregate aggregate) {
        return this == COUNT ? (Number) aggregate.count() : (Number) value.applyAsDouble(aggregate);
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A list such as {@code count,avg,p99}; anything else is a 400 that names {@code stats}. */
    static Set<Statistic> parse(String list) {
        Set<Statistic> statistics = EnumSet.noneOf(Statistic.class);
        for (String name : list.split(",", -1)) {
            statistics.add(parseOne(name));
        }
        return statistics;
    }

    private static Statistic parseOne(String name) {
        for (Statistic statistic : values()) {
            if (statistic.text().equals(name)) {
                return statistic;
            }
        }
        throw ProblemException.invalid("stats", "must be a list of count, sum, avg, min, max, p50, p90, p95, p99");
    }
}
