package io.monitoring.series;

/**
 * What is kept of many values: count, sum, minimum, maximum and a sketch that answers quantiles within 1 %. Aggregates
 * merge, and it does not matter in which order: counts, bounds and sketches are exact, and so are sums of decimals
 * (others are accurate to a double). Grows by {@link #add} and {@link #merge}; not for use by two threads.
 */
public final class Aggregate {

    /** How far a quantile may be from the exact one, relative to it, if it is within 17 decades of the largest magnitude. */
    public static final double RELATIVE_ERROR = Sketch.ACCURACY;

    private final ExactSum sum = new ExactSum();
    private final Sketch sketch;
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    public Aggregate() {
        this(new Sketch());
    }

    private Aggregate(Sketch sketch) {
        this.sketch = sketch;
    }

    public static Aggregate of(double... values) {
        Aggregate aggregate = new Aggregate();
        for (double value : values) {
            aggregate.add(value);
        }
        return aggregate;
    }

    /** As it was stored; takes over the sketch. */
    public static Aggregate restored(long count, double sum, double min, double max, Sketch sketch) {
        Aggregate aggregate = new Aggregate(sketch);
        aggregate.count = count;
        aggregate.sum.add(sum);
        aggregate.min = min;
        aggregate.max = max;
        return aggregate;
    }

    public void add(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite number: " + value);
        }
        count++;
        sum.add(value);
        min = Math.min(min, value);
        max = Math.max(max, value);
        sketch.add(Sketch.bin(value), 1);
    }

    /** The other remains as it is. Its sum counts as one term, so that a stored and a fresh aggregate merge alike. */
    public void merge(Aggregate other) {
        count += other.count;
        sum.add(other.sum());
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        sketch.merge(other.sketch);
    }

    public long count() {
        return count;
    }

    /** Of no values: 0. Infinite when the sum is beyond a double. */
    public double sum() {
        return sum.value();
    }

    /** Of no values: NaN. */
    public double average() {
        return count == 0 ? Double.NaN : Math.max(min, Math.min(max, sum() / count));
    }

    /** Of no values: positive infinity. */
    public double min() {
        return min;
    }

    /** Of no values: negative infinity. */
    public double max() {
        return max;
    }

    /**
     * The quantile by lower rank: of n sorted values, counted from zero, the one at {@code floor(q * (n - 1))}, within 1 %
     * of it (magnitudes under 1e-307 count as zero; those more than 17 decades under the largest count as the smallest
     * that the {@link Sketch} keeps) and within minimum and maximum. Exact for q = 0 and q = 1. Of no
     * values: NaN.
     *
     * @param q from 0 to 1
     */
    public double quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("a quantile lies between 0 and 1, not at " + q);
        }
        if (count == 0) {
            return Double.NaN;
        }
        long rank = (long) (q * (count - 1));
        if (rank == 0) {
            return min;
        }
        if (rank == count - 1) {
            return max;
        }
        return Math.max(min, Math.min(max, sketch.valueAtRank(rank)));
    }

    public Sketch sketch() {
        return sketch;
    }

    /** Same count, sum, bounds and bins. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Aggregate that
                && count == that.count
                && Double.compare(sum(), that.sum()) == 0
                && Double.compare(min, that.min) == 0
                && Double.compare(max, that.max) == 0
                && sketch.equals(that.sketch);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(count) + sketch.hashCode();
    }

    @Override
    public String toString() {
        return "Aggregate[count=" + count + ", sum=" + sum() + ", min=" + min + ", max=" + max + "]";
    }
}
