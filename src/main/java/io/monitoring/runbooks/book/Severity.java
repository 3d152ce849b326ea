package io.monitoring.runbooks.book;

/** The one scale. */
public enum Severity {
    P0(1),
    P1(2),
    P2(3),
    P3(4);

    private final int level;

    Severity(int level) {
        this.level = level;
    }

    /** The same in the other common scale, {@code SEV-1} to {@code SEV-4}. */
    public String sev() {
        return "SEV-" + level;
    }
}
