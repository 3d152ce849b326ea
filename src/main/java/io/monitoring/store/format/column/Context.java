package io.monitoring.store.format.column;

/** The kinds of structural symbols: each kind's frequencies are learned apart. Part of the format. */
public final class Context {

    // Flags. Two neighbouring numbers where the previous outcome matters: the context plus that outcome.
    static final int CONSTANT = 0;
    static final int LINEAR = 2;
    static final int SAME_DIVISOR = 4;
    static final int SAME_PREDICTOR = 5;
    public static final int SAME_DECIMALS = 6;
    public static final int XOR = 7;
    public static final int ULPS = 9;
    static final int XOR_ZERO = 11;
    static final int XOR_WINDOW = 12;
    static final int PALETTE = 13;
    public static final int SAME_AS_BEFORE = 16;
    public static final int NEXT_IN_ORDER = 20;
    public static final int PRESENT = 24;
    /** This and the ten after it. */
    public static final int DIRECTORY_FLAG = 28;
    /** By the number of points, at most eight, and how many are known to lie in the lower half. */
    public static final int SHARE = 40;

    static final int FLAGS = SHARE + 72;

    // Numbers.
    static final int FIRST = 0;
    static final int DIVISOR = 1;
    static final int PREDICTOR = 2;
    static final int SCALE = 3;
    static final int STEP = 4;
    public static final int DECIMALS = 5;
    static final int LEADING = 6;
    static final int SIGNIFICANT = 7;
    static final int ESCAPE = 8;
    public static final int COUNT = 9;
    public static final int REFERENCE = 10;
    public static final int LENGTH = 11;
    public static final int SIZE = 12;
    static final int ENTRIES = 13;
    public static final int HALF = 14;
    /** This and the four after it. */
    public static final int DIRECTORY_NUMBER = 15;

    static final int NUMBERS = 20;

    private Context() {}
}
