package io.monitoring.analysis.cause;

import io.monitoring.analysis.Decimal;
import io.monitoring.analysis.Evidence;
import io.monitoring.analysis.MetricRole;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a series moved at an onset. NaN stands for what is not known.
 *
 * @param before mean just before
 * @param now mean since the onset
 * @param normal median of normal operation
 * @param change from before (normal, when there is no before) to now
 * @param noise one sigma of such a change in normal operation
 * @param strength sigmas by which it changed, against just before and against normal; negative in the good direction
 * @param matters whether the change is large enough to matter, apart from being clear
 * @param silent had points, and has none now
 */
record Movement(
        ServiceSeries series,
        MetricRole role,
        Window window,
        double before,
        double now,
        double normal,
        double change,
        double noise,
        double strength,
        boolean matters,
        boolean silent) {

    boolean significant(RankingTuning tuning) {
        return matters && Math.abs(strength) >= tuning.significance();
    }

    /** The change in the bad direction; for signals with none, as it is. */
    double harm() {
        return role.isSymptom() ? change * role.bad() : change;
    }

    double relative() {
        double from = Double.isNaN(before) ? normal : before;
        return from == 0 ? Math.signum(change) : change / Math.abs(from);
    }

    Evidence evidence() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        put(numbers, "before", before);
        put(numbers, "now", now);
        put(numbers, "normal", normal);
        put(numbers, "change", change);
        put(numbers, "sigmas", strength);
        return new Evidence(
                series.label(),
                Instant.ofEpochSecond(window.onset()),
                Instant.ofEpochSecond(window.end()),
                numbers,
                words());
    }

    private String words() {
        if (silent) {
            return series.label() + " went silent: no point since " + Instant.ofEpochSecond(window.onset());
        }
        StringBuilder words = new StringBuilder(series.label())
                .append(change >= 0 ? " rose" : " fell")
                .append(" to ")
                .append(Decimal.of(now));
        if (!Double.isNaN(before)) {
            words.append(" from ").append(Decimal.of(before)).append(" just before");
        }
        if (!Double.isNaN(normal)) {
            words.append(Double.isNaN(before) ? " from " : ", and ")
                    .append(Decimal.of(normal))
                    .append(" in normal operation");
        }
        return words.append(" (")
                .append(Decimal.of(Math.abs(strength)))
                .append(" sigmas)")
                .toString();
    }

    private static void put(Map<String, Double> numbers, String name, double number) {
        if (Double.isFinite(number)) {
            numbers.put(name, number);
        }
    }
}
