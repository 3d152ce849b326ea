package io.monitoring.store.format.column;

import java.util.Arrays;

/**
 * A column of longs: the first, what divides all differences, the {@link Predictor} that leaves least, and what it leaves.
 * Equal numbers and equal steps take a bit or two.
 */
public final class IntegerColumn {

    /** Where a common divisor saves more than it costs. */
    private static final int MIN_FOR_DIVISOR = 8;

    private static final int BITS_OF_DESCRIPTION = 32;

    private long[] numbers = new long[64];
    private long[] residuals = new long[64];

    /** Writes {@code n} numbers; none writes nothing. */
    public void write(ColumnSink sink, long[] column, int n, ColumnHistory history) {
        if (n == 0) {
            return;
        }
        long first = column[0];
        sink.number(Context.FIRST, first - history.first);
        history.first = first;
        if (n == 1) {
            return;
        }
        boolean constant = isConstant(column, n);
        sink.flag(Context.CONSTANT + history.constant, constant);
        history.constant = constant ? 1 : 0;
        if (constant) {
            return;
        }
        ensure(n);
        long divisor = n < MIN_FOR_DIVISOR ? 1 : commonDivisor(column, n);
        for (int i = 0; i < n; i++) {
            numbers[i] = divisor == 1 ? column[i] - first : (column[i] - first) / divisor;
        }
        if (n >= MIN_FOR_DIVISOR) {
            sink.flag(Context.SAME_DIVISOR, divisor == history.divisor);
            if (divisor != history.divisor) {
                sink.number(Context.DIVISOR, divisor);
                history.divisor = divisor;
            }
        }
        boolean linear = isLinear(n);
        sink.flag(Context.LINEAR + history.linear, linear);
        history.linear = linear ? 1 : 0;
        if (linear) {
            sink.number(Context.STEP, numbers[1] - history.step);
            history.step = numbers[1];
            return;
        }
        writePredicted(sink, n, history);
    }

    private void writePredicted(ColumnSink sink, int n, ColumnHistory history) {
        int predictor = n == 2
                ? Predictor.DELTA
                : PredictorChoice.choose(sink.thorough(), numbers, n, history.predictor, residuals);
        Predictor.residuals(predictor, numbers, n, residuals);
        if (n > 2) {
            sink.flag(Context.SAME_PREDICTOR, predictor == history.predictor);
            if (predictor != history.predictor) {
                sink.number(Context.PREDICTOR, predictor);
                history.predictor = predictor;
            }
        }
        int start = Predictor.start(predictor);
        if (start == 2) {
            sink.number(Context.STEP, numbers[1] - history.step);
            history.step = numbers[1];
        }
        int scale = scale(start, n);
        sink.number(Context.SCALE, scale - history.scale);
        history.scale = scale;
        sink.residuals(residuals, start, n, scale);
    }

    /** Fills {@code column[0..n)}. */
    public void read(ColumnSource source, long[] column, int n, ColumnHistory history) {
        if (n == 0) {
            return;
        }
        long first = source.number(Context.FIRST) + history.first;
        history.first = first;
        column[0] = first;
        if (n == 1) {
            return;
        }
        history.constant = source.flag(Context.CONSTANT + history.constant) ? 1 : 0;
        if (history.constant == 1) {
            Arrays.fill(column, 0, n, first);
            return;
        }
        long divisor = 1;
        if (n >= MIN_FOR_DIVISOR) {
            if (!source.flag(Context.SAME_DIVISOR)) {
                history.divisor = source.number(Context.DIVISOR);
            }
            divisor = history.divisor;
        }
        history.linear = source.flag(Context.LINEAR + history.linear) ? 1 : 0;
        if (history.linear == 1) {
            history.step += source.number(Context.STEP);
            for (int i = 1; i < n; i++) {
                column[i] = column[i - 1] + history.step * divisor;
            }
            return;
        }
        readPredicted(source, column, n, history);
        for (int i = 0; i < n; i++) {
            column[i] = column[i] * divisor + first;
        }
    }

    private static void readPredicted(ColumnSource source, long[] column, int n, ColumnHistory history) {
        int predictor = Predictor.DELTA;
        if (n > 2) {
            if (!source.flag(Context.SAME_PREDICTOR)) {
                history.predictor = source.number(Context.PREDICTOR, 0, Predictor.COUNT - 1);
            }
            predictor = history.predictor;
        }
        column[0] = 0;
        int start = Predictor.start(predictor);
        if (start == 2) {
            history.step += source.number(Context.STEP);
            column[1] = history.step;
        }
        long scale = source.number(Context.SCALE) + history.scale;
        if (scale < 0 || scale > 64) {
            throw new CorruptBlockException("declares numbers of " + scale + " bits");
        }
        history.scale = (int) scale;
        source.residuals(column, start, n, history.scale);
        Predictor.restore(predictor, column, n);
    }

    private static boolean isConstant(long[] column, int n) {
        for (int i = 1; i < n; i++) {
            if (column[i] != column[0]) {
                return false;
            }
        }
        return true;
    }

    private boolean isLinear(int n) {
        long step = numbers[1];
        for (int i = 2; i < n; i++) {
            if (numbers[i] - numbers[i - 1] != step) {
                return false;
            }
        }
        return true;
    }

    private static long commonDivisor(long[] column, int n) {
        long divisor = 0;
        for (int i = 1; i < n && divisor != 1; i++) {
            long difference = Math.abs(column[i] - column[0]);
            if (difference < 0) {
                return 1; // 2^63 has no positive long
            }
            if (divisor == 0 || difference % divisor != 0) {
                divisor = greatestCommonDivisor(divisor, difference);
            }
        }
        return divisor;
    }

    private static long greatestCommonDivisor(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    /** About how many bits a long column takes. */
    double estimate(long[] column, int n) {
        if (n < 2 || isConstant(column, n)) {
            return BITS_OF_DESCRIPTION / 2.0;
        }
        ensure(n);
        long divisor = commonDivisor(column, n);
        for (int i = 0; i < n; i++) {
            numbers[i] = (column[i] - column[0]) / divisor;
        }
        return PredictorChoice.leastBits(numbers, n, residuals) + BITS_OF_DESCRIPTION;
    }

    private int scale(int start, int n) {
        double sum = 0;
        for (int i = start; i < n; i++) {
            sum += Math.abs((double) residuals[i]);
        }
        double mean = n == start ? 0 : sum / (n - start);
        return mean < 1 ? 0 : Math.getExponent(mean) + 1;
    }

    private void ensure(int n) {
        if (numbers.length < n) {
            numbers = new long[n];
            residuals = new long[n];
        }
    }
}
