package io.monitoring.analysis.change;

import io.monitoring.analysis.Robust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Levels that were held by too few points for a test of ranks, so those that have just begun among them: an excursion is
 * two points in a row, both beyond every point of the stretch before them and further from it than {@link Reach}. In a
 * series of minutes it is seen two minutes after it began, and a single stray point is none.
 */
final class ShortLevels {

    private final double[] values;

    ShortLevels(double[] values) {
        this.values = values;
    }

    /** @param to one after its last point, or the end of the stretch, which it may outlast */
    record Excursion(int from, int to) {}

    /** The excursions in {@code [from, to)}, in the order of time. */
    List<Excursion> in(int from, int to) {
        List<Excursion> found = new ArrayList<>();
        int begin = from;
        for (Excursion one = next(begin, to); one != null; one = next(begin, to)) {
            found.add(one);
            begin = one.to;
        }
        return found;
    }

    private Excursion next(int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = from; i + 1 < to; i++) {
            double low = Math.min(values[i], values[i + 1]);
            double high = Math.max(values[i], values[i + 1]);
            if (i - from >= Reach.POINTS && (low > most || high < least)) {
                double[] before = Arrays.copyOfRange(values, from, i);
                double usual = Robust.median(before);
                double distance = Math.min(Math.abs(low - usual), Math.abs(high - usual));
                if (distance > 0 && distance >= Reach.of(before)) {
                    return new Excursion(i, end(i, to, usual, distance));
                }
            }
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        return null;
    }

    /** Until two points in a row are nearer to where it came from than to where it went. */
    private int end(int begin, int to, double usual, double distance) {
        for (int i = begin + 2; i + 1 < to; i++) {
            if (Math.abs(values[i] - usual) < distance / 2 && Math.abs(values[i + 1] - usual) < distance / 2) {
                return i;
            }
        }
        return to;
    }
}
