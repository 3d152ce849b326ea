package io.monitoring.analysis.cause;

import io.monitoring.analysis.MetricRole;
import io.monitoring.analysis.Robust;
import io.monitoring.analysis.TimeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** The series of an incident by service and kind, one for each kind; and what each did at an onset. */
final class Observations {

    private static final TimeSeries NONE = TimeSeries.of("baseline", new long[0], new double[0]);

    private final Incident incident;
    private final NormalVariation yardstick;
    private final SortedMap<String, SortedMap<String, ServiceSeries>> series = new TreeMap<>();
    private final Map<String, TimeSeries> baselines = new HashMap<>();
    /** Time of the last point of all; what would come later is missing of every series. */
    private final long latest;

    Observations(Incident incident, RankingTuning tuning) {
        this.incident = incident;
        this.yardstick = new NormalVariation(tuning);
        List<ServiceSeries> ordered = new ArrayList<>(incident.series());
        ordered.sort(Comparator.comparing(ServiceSeries::service)
                .thenComparing(one -> preference(one.metric(), incident.target().metric()))
                .thenComparing(ServiceSeries::metric)
                .thenComparing(one -> one.points().size(), Comparator.reverseOrder()));
        this.latest = incident.series().stream()
                .filter(one -> !one.points().isEmpty())
                .mapToLong(one -> one.points().seconds(one.points().size() - 1))
                .max()
                .orElse(Long.MIN_VALUE);
        incident.baseline().forEach(one -> baselines.merge(one.label(), one.points(), Observations::longer));
        ordered.forEach(one ->
                series.computeIfAbsent(one.service(), any -> new TreeMap<>()).putIfAbsent(kind(one.metric()), one));
    }

    private static TimeSeries longer(TimeSeries one, TimeSeries other) {
        return other.size() > one.size() ? other : one;
    }

    /**
     * Metrics of one kind stand for each other: those that users feel and those of traffic by their role, any other by its
     * name.
     */
    static String kind(String metric) {
        MetricRole role = MetricRole.of(metric);
        return role.isSymptom() || role == MetricRole.REQUESTS ? role.name() : metric;
    }

    /**
     * How gladly a metric stands for its kind, lowest first: the target's own spelling, a mean, a median, a high
     * percentile, whatever else.
     */
    static int preference(String metric, String targetMetric) {
        String name = metric.toLowerCase(Locale.ROOT);
        if (name.equals(targetMetric.toLowerCase(Locale.ROOT))) {
            return 0;
        }
        if (has(name, "average", "avg", "mean", "sum")) {
            return 1;
        }
        if (!name.matches(".*\\bp\\d+.*|.*_p\\d+.*|.*(min|max).*")) {
            return 2;
        }
        if (has(name, "p50")) {
            return 3;
        }
        return has(name, "p9") ? 4 : 5;
    }

    private static boolean has(String name, String... words) {
        for (String word : words) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    Set<String> kinds(String service) {
        return series.getOrDefault(service, new TreeMap<>()).keySet();
    }

    /** Median distance of the target's points, or of all series' where the target has none. */
    long step() {
        long[] own = steps(series.getOrDefault(incident.target().service(), new TreeMap<>())
                .values());
        long[] steps = own.length > 0 ? own : steps(incident.series());
        return steps.length == 0 ? 0 : steps[steps.length / 2];
    }

    private static long[] steps(Iterable<ServiceSeries> series) {
        LongStream.Builder steps = LongStream.builder();
        series.forEach(one -> steps.add(one.points().step().toSeconds()));
        return steps.build().filter(step -> step > 0).sorted().toArray();
    }

    /** Times at which the change can have begun: the target's points from an hour's worth before to the one after. */
    List<Long> onsets(long step) {
        long alert = incident.target().at().getEpochSecond();
        ServiceSeries clock = series.getOrDefault(incident.target().service(), new TreeMap<>()).values().stream()
                .max(Comparator.comparingInt((ServiceSeries one) -> one.points().size())
                        .thenComparing(ServiceSeries::metric))
                .orElse(null);
        List<Long> onsets = new ArrayList<>();
        long first = Long.MIN_VALUE;
        for (int i = Window.STEPS_BEFORE; i >= -1; i--) {
            long time = alert - i * step;
            if (clock != null && !clock.points().isEmpty()) {
                first = clock.points().seconds(0);
                int index = clock.points().firstAtOrAfter(time - step + 1);
                boolean there = index < clock.points().size() && clock.points().seconds(index) <= time;
                time = there ? clock.points().seconds(index) : time - Math.floorMod(time - first, step);
            }
            if (time < first || time > latest) {
                continue;
            }
            onsets.add(time);
        }
        // The first point has nothing before it, so it is an onset only where there is no other.
        if (onsets.size() > 1 && onsets.getFirst() == first) {
            onsets.removeFirst();
        }
        return onsets;
    }

    /** How the service's series of a kind moved; null when it has none or there is nothing to compare. */
    Movement movement(String service, String kind, Window window, long step) {
        ServiceSeries found = series.getOrDefault(service, new TreeMap<>()).get(kind);
        if (found == null) {
            return null;
        }
        return yardstick.measure(
                found, baselines.getOrDefault(found.label(), NONE), window, step, latest, requests(service, window));
    }

    /** Mean requests a point since the onset; NaN when the service does not tell. */
    double requests(String service, Window window) {
        ServiceSeries traffic = series.getOrDefault(service, new TreeMap<>()).get(MetricRole.REQUESTS.name());
        return traffic == null ? Double.NaN : Robust.mean(window.now(traffic.points()));
    }
}
