package io.monitoring.runbooks.book;

import java.util.Locale;

/** What a step may do to the system it is run against. */
public enum Risk {
    /** Changes nothing. */
    READ,
    /** Changes something that can be changed back. */
    WRITE,
    /** Loses data, or cannot be undone. */
    DESTRUCTIVE;

    static Risk of(String text) {
        for (Risk risk : values()) {
            if (risk.text().equals(text)) {
                return risk;
            }
        }
        throw new IllegalArgumentException("risk is read, write or destructive, not " + text);
    }

    /** As it is written behind {@code risk=}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
