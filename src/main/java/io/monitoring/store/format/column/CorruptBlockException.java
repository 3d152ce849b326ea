package io.monitoring.store.format.column;

/** Stored bytes that are no valid block: truncated, altered, of another version, or never ours. */
public final class CorruptBlockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CorruptBlockException(String message) {
        super(message);
    }

    public CorruptBlockException(String message, Throwable cause) {
        super(message, cause);
    }
}
