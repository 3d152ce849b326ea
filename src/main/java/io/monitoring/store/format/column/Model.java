package io.monitoring.store.format.column;

import java.util.Arrays;

/**
 * The adaptive bits of one modelled section, alike in writer and reader: flags, the bit lengths of numbers, and the
 * residuals.
 *
 * <p>A residual is coded against the running mean of its predecessors' magnitudes (the "backward adaptation" of
 * JPEG-LS, ITU-T T.87): what lies above about an eighth of the mean goes through a learned binary tree, the low bits
 * are noise and are stored as they are. The tree sees the magnitude relative to the mean, so all columns share what was
 * learned about the shape; it starts as the geometric distribution (Golomb, 1966), so that a block of fifty points
 * needs no learning.
 */
final class Model {

    static final int FLAGS = 0;
    static final int NUMBERS = FLAGS + Context.FLAGS;
    static final int NUMBER_NODES = 64;
    static final int MAGNITUDES = NUMBERS + Context.NUMBERS * NUMBER_NODES;
    static final int MAGNITUDE_NODES = 32;
    /** The largest leaf: this much or more, the rest follows as a number. */
    static final int ESCAPE = MAGNITUDE_NODES - 1;

    private static final double[] MEANS = {
        0.02, 0.12, 0.35, 0.75, 1.25, 1.75, 2.5, 3.5, 5, 7, 4.25, 4.75, 5.25, 5.75, 6.25, 6.75, 7.25, 7.75
    };
    private static final int LARGE = 10;
    private static final byte[] SMALL = new byte[128];
    static final int SIGNS = MAGNITUDES + MEANS.length * MAGNITUDE_NODES;
    /** Two trees: after the commonest symbol and after another. Forgotten with each column. */
    static final int SYMBOLS = SIGNS + MAGNITUDE_NODES;

    static final int SYMBOL_NODES = 64;
    static final int STATES = SYMBOLS + 2 * SYMBOL_NODES;

    /** Means beyond this are not followed, so that the sum of sixteen of them fits a long. */
    private static final long MAGNITUDE_LIMIT = 1L << 58;

    private static final int CONFIDENCE = 16;
    private static final int[] INITIAL = new int[STATES];

    static {
        int[] bounds = {0, 1, 4, 8, 16, 24, 32, 48, 64, 96, 128};
        for (int i = 0; i < LARGE; i++) {
            Arrays.fill(SMALL, bounds[i], bounds[i + 1], (byte) i);
        }
        Arrays.fill(INITIAL, AdaptiveBit.EVEN);
        for (int i = 0; i < MEANS.length; i++) {
            initialise(MAGNITUDES + i * MAGNITUDE_NODES, MEANS[i]);
        }
    }

    private Model() {}

    static int[] states() {
        return INITIAL.clone();
    }

    /** Node by node the share of a geometric distribution that lies in the node's upper half. */
    private static void initialise(int base, double mean) {
        double ratio = mean / (1 + mean);
        double[] tail = new double[MAGNITUDE_NODES + 1]; // P(magnitude >= i)
        tail[0] = 1;
        for (int i = 1; i < MAGNITUDE_NODES; i++) {
            tail[i] = tail[i - 1] * ratio;
        }
        for (int node = 1, level = 0; node < MAGNITUDE_NODES; node++) {
            if (node >= 2 << level) {
                level++;
            }
            int width = MAGNITUDE_NODES >> level;
            int from = (node - (1 << level)) * width;
            double whole = tail[from] - tail[from + width];
            double upper = tail[from + width / 2] - tail[from + width];
            INITIAL[base + node] = AdaptiveBit.of(whole > 0 ? upper / whole : 0.5, CONFIDENCE);
        }
    }

    static void forgetSymbols(int[] states) {
        Arrays.fill(states, SYMBOLS, STATES, AdaptiveBit.EVEN);
    }

    /** The starting mean (in sixteenths) for residuals whose mean magnitude has this bit length. */
    static long startingMean(int scale) {
        return scale == 0 ? 4 : 12L << Math.min(scale, 58);
    }

    /**
     * The mean over about sixteen magnitudes, in sixteenths. One outlier raises it by half at most: else a lone spike
     * would cost its bits again in each of the small numbers after it.
     */
    static long followMean(long mean, long magnitude) {
        long bound = Math.min((mean >> 1) + 4, MAGNITUDE_LIMIT);
        long bounded = magnitude < 0 || magnitude > bound ? bound : magnitude;
        return mean + bounded - ((mean + 15) >> 4);
    }

    /** How many low bits of a magnitude are noise. */
    static int noiseBits(long mean) {
        return Math.max(0, 61 - Long.numberOfLeadingZeros(mean >>> 4));
    }

    /** Where the tree for magnitudes at this mean begins. */
    static int tree(long mean, int noiseBits) {
        int context = noiseBits == 0 ? SMALL[(int) mean] : LARGE + (int) ((mean >>> (noiseBits + 3)) & 7);
        return MAGNITUDES + context * MAGNITUDE_NODES;
    }
}
