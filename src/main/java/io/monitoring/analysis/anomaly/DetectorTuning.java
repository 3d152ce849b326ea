package io.monitoring.analysis.anomaly;

/**
 * The constants of the detector, the same for every series. Margins are shares of a range's width: a signal that leaves
 * its range by one margin scores 0.5.
 *
 * @param value margin of a single value
 * @param level margin of the short-term mean
 * @param shift margin of short-term less long-term mean
 * @param activity margin of the mean step between values
 * @param season margin of the residual of a period
 * @param fast weight of a new point in short-term means
 * @param slow weight of a new point in long-term means
 * @param residual weight of a new point in the smoothed residual of a period
 * @param memory points after which a range that nothing touches has shrunk to 1/e of its width
 * @param quiet points after an alarm that raise no other
 * @param warmUp points seen at which margins are twice the settled ones
 * @param stretch widths by which one point may widen a range
 */
record DetectorTuning(
        double value,
        double level,
        double shift,
        double activity,
        double season,
        double fast,
        double slow,
        double residual,
        double memory,
        double quiet,
        double warmUp,
        double stretch) {

    static final DetectorTuning LIVE =
            new DetectorTuning(0.2, 0.07, 0.08, 0.1, 0.2, 0.06, 0.015, 0.15, 20_000, 50, 60, 1);
}
