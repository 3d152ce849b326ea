package io.monitoring.series;

import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import java.util.Arrays;

/**
 * How often values fell into which bin, where bins grow geometrically: Masson, Rim and Lee, "DDSketch", VLDB 2019. Any
 * quantile comes out within {@value #ACCURACY} of the exact one, relatively, and sketches merge without further loss.
 *
 * <p>The mapping to bins is Datadog's cubic interpolation, which needs no logarithm and so gives the same bin on every
 * machine. The bins are held sparsely and in one order, from the most negative over zero to the largest: a roll-up row of
 * six points has six at most, where the library's dense store holds the whole range between them.
 *
 * <p>At most {@value #MOST_BINS} bins of either sign are kept, those of the largest magnitudes. What is smaller counts in
 * the smallest bin that is kept, as in the bounded stores of DDSketch (section 3.4 of the paper): a sketch of any values
 * has a bounded size, and what it says of values within 17 decades of the largest is as accurate as without the bound.
 * Which bins are kept does not depend on the order of adding and merging.
 */
public final class Sketch {

    static final double ACCURACY = 0.01;

    /** What DDSketch's own bounded stores keep by default. */
    static final int MOST_BINS = 2_048;

    private static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(ACCURACY);
    private static final double SMALLEST = MAPPING.minIndexableValue();
    private static final double LARGEST = MAPPING.maxIndexableValue();
    private static final int BEFORE_FIRST = MAPPING.index(SMALLEST) - 1;

    private int[] bins = new int[4];
    private long[] counts = new long[4];
    private int size;

    /** The bin of a value: 0 for zero (and what is too small to tell from it), positive and negative for either side. */
    public static int bin(double value) {
        double magnitude = Math.abs(value);
        if (magnitude < SMALLEST) {
            return 0;
        }
        int bin = MAPPING.index(Math.min(magnitude, LARGEST)) - BEFORE_FIRST;
        return value < 0 ? -bin : bin;
    }

    /** The value that stands for a bin. */
    static double value(int bin) {
        if (bin == 0) {
            return 0;
        }
        double magnitude = MAPPING.value(Math.abs(bin) + BEFORE_FIRST);
        return bin < 0 ? -magnitude : magnitude;
    }

    public void add(int bin, long count) {
        int at = size > 0 && bins[size - 1] < bin ? -size - 1 : Arrays.binarySearch(bins, 0, size, bin);
        if (at >= 0) {
            counts[at] += count;
            return;
        }
        at = -at - 1;
        if (size == bins.length) {
            bins = Arrays.copyOf(bins, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        System.arraycopy(bins, at, bins, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        bins[at] = bin;
        counts[at] = count;
        size++;
        bound();
    }

    /** Moves what lies in the bins of the smallest magnitudes into the smallest that is kept. */
    private void bound() {
        if (size <= MOST_BINS) {
            return;
        }
        int negatives = lowerBound(0);
        if (negatives > MOST_BINS) {
            collapse(MOST_BINS - 1, negatives, MOST_BINS - 1);
        }
        int positives = lowerBound(1);
        if (size - positives > MOST_BINS) {
            collapse(positives, size - MOST_BINS + 1, size - MOST_BINS);
        }
    }

    /** Makes one bin of those from {@code from} to before {@code to}: that at {@code kept}. */
    private void collapse(int from, int to, int kept) {
        int bin = bins[kept];
        long points = 0;
        for (int i = from; i < to; i++) {
            points += counts[i];
        }
        bins[from] = bin;
        counts[from] = points;
        System.arraycopy(bins, to, bins, from + 1, size - to);
        System.arraycopy(counts, to, counts, from + 1, size - to);
        size -= to - from - 1;
    }

    private int lowerBound(int bin) {
        int at = Arrays.binarySearch(bins, 0, size, bin);
        return at < 0 ? -at - 1 : at;
    }

    void merge(Sketch other) {
        int[] mergedBins = new int[size + other.size];
        long[] mergedCounts = new long[size + other.size];
        int mine = 0;
        int theirs = 0;
        int merged = 0;
        while (mine < size || theirs < other.size) {
            int next = mine == size
                    ? other.bins[theirs]
                    : theirs == other.size ? bins[mine] : Math.min(bins[mine], other.bins[theirs]);
            mergedBins[merged] = next;
            if (mine < size && bins[mine] == next) {
                mergedCounts[merged] += counts[mine++];
            }
            if (theirs < other.size && other.bins[theirs] == next) {
                mergedCounts[merged] += other.counts[theirs++];
            }
            merged++;
        }
        bins = mergedBins;
        counts = mergedCounts;
        size = merged;
        bound();
    }

    /** The value of the bin that holds the point of a rank, counted from zero. */
    double valueAtRank(long rank) {
        long seen = 0;
        for (int i = 0; i < size; i++) {
            seen += counts[i];
            if (seen > rank) {
                return value(bins[i]);
            }
        }
        return value(bins[size - 1]);
    }

    /** How many points lie in bins from {@code low} to below {@code high}. */
    public long between(int low, int high) {
        long points = 0;
        for (int i = lowerBound(low); i < size && bins[i] < high; i++) {
            points += counts[i];
        }
        return points;
    }

    public int size() {
        return size;
    }

    public int bin(int index) {
        return bins[index];
    }

    long count(int index) {
        return counts[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch that
                && size == that.size
                && Arrays.equals(bins, 0, size, that.bins, 0, size)
                && Arrays.equals(counts, 0, size, that.counts, 0, size);
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + bins[i]) + Long.hashCode(counts[i]);
        }
        return hash;
    }
}
