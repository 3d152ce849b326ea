package io.monitoring.analysis.cause;

import io.monitoring.analysis.TimeSeries;

/** Before and now, in epoch seconds: {@code [before, onset)} and {@code [onset, end]}. */
record Window(long before, long onset, long end) {

    /** This many steps before the onset are "just before"; an onset is sought as far back. */
    static final int STEPS_BEFORE = 12;
    /** An alert precedes the worst of it: this many steps after it belong to it. */
    static final int STEPS_AFTER = 2;

    static Window at(long onset, long alert, long step) {
        return new Window(onset - STEPS_BEFORE * step, onset, alert + STEPS_AFTER * step);
    }

    double[] before(TimeSeries series) {
        return series.between(before, onset);
    }

    double[] now(TimeSeries series) {
        return series.between(onset, end + 1);
    }

    /** Everything older, which is normal as far as anybody knows. */
    double[] older(TimeSeries series) {
        return series.between(0, before);
    }
}
