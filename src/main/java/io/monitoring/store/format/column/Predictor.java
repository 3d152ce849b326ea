package io.monitoring.store.format.column;

/**
 * Predicts the next number by exponential smoothing: of the numbers themselves (a gauge that swings around a level) or of
 * their differences (a counter, a clock). With smoothing 0 the prediction is the previous number or difference, which
 * makes plain delta and delta-of-delta coding (Pelkonen et al., "Gorilla", VLDB 2015, section 4.1.1) two of its cases.
 * Arithmetic wraps around, so any longs come back.
 */
final class Predictor {

    /** Weights of 1, 1/2, ... 1/32 for the newest number. */
    static final int SMOOTHINGS = 6;

    static final int DELTA = 0;
    static final int DELTA_OF_DELTA = SMOOTHINGS;
    static final int COUNT = 2 * SMOOTHINGS;

    private static final int FRACTION = 6;

    private Predictor() {}

    static boolean ofDifferences(int predictor) {
        return predictor >= SMOOTHINGS;
    }

    /** Where the residuals begin: before that lie the first number and, if differences are smoothed, the first step. */
    static int start(int predictor) {
        return ofDifferences(predictor) ? 2 : 1;
    }

    /** Residuals of {@code numbers[start..n)}, with {@code numbers[0] == 0}. */
    static void residuals(int predictor, long[] numbers, int n, long[] residuals) {
        if (ofDifferences(predictor)) {
            int smoothing = predictor - SMOOTHINGS;
            long level = n > 1 ? numbers[1] - numbers[0] << FRACTION : 0;
            for (int i = 2; i < n; i++) {
                long difference = numbers[i] - numbers[i - 1];
                residuals[i] = difference - (level >> FRACTION);
                level = follow(level, difference, i - 1, smoothing);
            }
        } else {
            long level = 0;
            for (int i = 1; i < n; i++) {
                residuals[i] = numbers[i] - (level >> FRACTION);
                level = follow(level, numbers[i], i, predictor);
            }
        }
    }

    /** The inverse: turns residuals into numbers in place. */
    static void restore(int predictor, long[] numbers, int n) {
        if (ofDifferences(predictor)) {
            int smoothing = predictor - SMOOTHINGS;
            long level = n > 1 ? numbers[1] - numbers[0] << FRACTION : 0;
            for (int i = 2; i < n; i++) {
                long difference = numbers[i] + (level >> FRACTION);
                numbers[i] = numbers[i - 1] + difference;
                level = follow(level, difference, i - 1, smoothing);
            }
        } else {
            long level = 0;
            for (int i = 1; i < n; i++) {
                numbers[i] += level >> FRACTION;
                level = follow(level, numbers[i], i, predictor);
            }
        }
    }

    /** While fewer numbers have been seen than the weight spans, the level is nearer to their plain mean. */
    private static long follow(long level, long number, int seen, int smoothing) {
        int weight = Math.min(smoothing, 31 - Integer.numberOfLeadingZeros(seen + 1));
        return level + ((number << FRACTION) - level + (1L << weight >> 1) >> weight);
    }
}
