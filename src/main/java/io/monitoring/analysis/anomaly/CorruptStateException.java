package io.monitoring.analysis.anomaly;

/** Stored bytes that are no detector's state: truncated, altered, of another version, or never ours. */
public final class CorruptStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CorruptStateException(String message) {
        super(message);
    }
}
