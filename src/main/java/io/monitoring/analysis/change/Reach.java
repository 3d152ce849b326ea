package io.monitoring.analysis.change;

import io.monitoring.analysis.Robust;

/** How far from what a series was a level has to be to be news. */
final class Reach {

    /** Points that make a normal to compare with. */
    static final int POINTS = 10;

    /** Eight, because the spread of a dozen points is itself a rough estimate. */
    private static final double SIGMAS = 8;

    /** A change of less than this part does not matter, however quiet the series was. */
    private static final double MATTERS = 0.15;

    private Reach() {}

    /** In the unit of the series; 0 where it was constantly 0. */
    static double of(double[] before) {
        return Math.max(SIGMAS * Robust.sigma(before), MATTERS * Math.abs(Robust.median(before)));
    }
}
