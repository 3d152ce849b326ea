package io.monitoring.analysis.slo;

import java.time.Duration;

/**
 * Multi-window, multi-burn-rate alerts: Google, "The Site Reliability Workbook" (2018), chapter 5, "Alerting on SLOs",
 * table 5-8, for a period of 30 days. Both windows must burn at least at the rate: the long one says that it matters, the
 * short one (a twelfth) that it is still going on.
 */
public enum BurnAlert {
    /** 2 % of 30 days' budget in an hour. */
    PAGE_FAST(14.4, Duration.ofHours(1), Duration.ofMinutes(5), true),
    /** 5 % of it in six hours. */
    PAGE_SLOW(6, Duration.ofHours(6), Duration.ofMinutes(30), true),
    /** 10 % of it in three days. */
    TICKET(1, Duration.ofDays(3), Duration.ofHours(6), false);

    private final double rate;
    private final Duration longWindow;
    private final Duration shortWindow;
    private final boolean page;

    BurnAlert(double rate, Duration longWindow, Duration shortWindow, boolean page) {
        this.rate = rate;
        this.longWindow = longWindow;
        this.shortWindow = shortWindow;
        this.page = page;
    }

    /** The burn rate from which it fires. */
    public double rate() {
        return rate;
    }

    public Duration longWindow() {
        return longWindow;
    }

    public Duration shortWindow() {
        return shortWindow;
    }

    /** Whether it wakes somebody; a ticket does not. */
    public boolean isPage() {
        return page;
    }
}
