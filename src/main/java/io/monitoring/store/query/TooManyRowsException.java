package io.monitoring.store.query;

/** An aggregate of more rows than a caller may ask for at once. */
public final class TooManyRowsException extends RuntimeException {

    private final int limit;

    TooManyRowsException(int limit) {
        super("more than " + limit + " rows", null, false, false);
        this.limit = limit;
    }

    public int limit() {
        return limit;
    }
}
