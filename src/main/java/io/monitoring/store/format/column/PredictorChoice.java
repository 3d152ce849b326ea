package io.monitoring.store.format.column;

/** Which {@link Predictor} leaves the least of a column, by about how many bits its residuals would take. */
final class PredictorChoice {

    /** A quick choice looks at this many numbers, and at these predictors. */
    private static final int SAMPLE = 256;

    private static final int[] QUICK = {Predictor.DELTA, Predictor.DELTA_OF_DELTA, 4};

    /** Naming another predictor than last time costs about as many bits. */
    private static final int BITS_OF_CHANGE = 6;

    private PredictorChoice() {}

    static int choose(boolean thorough, long[] numbers, int n, int usual, long[] scratch) {
        int seen = thorough ? n : Math.min(n, SAMPLE);
        int best = usual;
        double least = bits(usual, numbers, seen, scratch) - BITS_OF_CHANGE;
        int candidates = thorough ? Predictor.COUNT : QUICK.length;
        for (int i = 0; i < candidates; i++) {
            int predictor = thorough ? i : QUICK[i];
            if (predictor != usual) {
                double bits = bits(predictor, numbers, seen, scratch);
                if (bits < least) {
                    least = bits;
                    best = predictor;
                }
            }
        }
        return best;
    }

    /** The logarithms of the residuals, straight between powers of two: good for comparing. */
    private static double bits(int predictor, long[] numbers, int n, long[] residuals) {
        Predictor.residuals(predictor, numbers, n, residuals);
        int start = Predictor.start(predictor);
        long sixteenths = start == 2 ? 16L * (64 - Long.numberOfLeadingZeros(Math.abs(numbers[1]))) : 0;
        for (int i = start; i < n; i++) {
            double magnitude = Math.abs((double) residuals[i]) + 0.5;
            sixteenths += (Double.doubleToRawLongBits(magnitude) >>> 48) - (1022L << 4);
        }
        return sixteenths / 16.0;
    }

    /** With the best predictor, including what a residual has beside its logarithm: a sign and a shape, 2.2 bits at most. */
    static double leastBits(long[] numbers, int n, long[] scratch) {
        double least = Double.MAX_VALUE;
        for (int predictor = 0; predictor < Predictor.COUNT; predictor++) {
            least = Math.min(least, bits(predictor, numbers, n, scratch));
        }
        double logarithm = least / n + 1;
        return n * (logarithm + Math.min(2.2, 1.1 * logarithm));
    }
}
