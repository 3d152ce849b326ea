package io.monitoring.store.format.column;

/**
 * The probability of a one-bit as it has been seen so far: 22 bits of probability over a 10-bit count of what was seen,
 * in an int. The n-th observation moves it by 1/(n + 1.5), down to 1/(LIMIT + 1.5), so it learns at once and then
 * follows slowly (the state map of Mahoney's lpaq, "Adaptive Weighing of Context Models", 2005).
 */
final class AdaptiveBit {

    static final int EVEN = 1 << 31;
    private static final int LIMIT = 250;
    private static final int COUNT_MASK = 1023;
    private static final int[] RATE = new int[LIMIT + 1];

    static {
        for (int n = 0; n <= LIMIT; n++) {
            RATE[n] = 16384 / (2 * n + 3);
        }
    }

    private AdaptiveBit() {}

    static int of(double probability, int confidence) {
        int p = (int) Math.max(64, Math.min((1 << 22) - 64, probability * (1 << 22)));
        return p << 10 | confidence;
    }

    /** Of a one, in 65536ths: never 0 and never 65536. */
    static int probability(int state) {
        return state >>> 16 | 1;
    }

    static int update(int state, int bit) {
        int count = state & COUNT_MASK;
        int error = (bit << 22) - (state >>> 10);
        int moved = state + (((error >> 3) * RATE[count]) & ~COUNT_MASK);
        return count < LIMIT ? moved + 1 : moved;
    }
}
