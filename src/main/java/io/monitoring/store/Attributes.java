package io.monitoring.store;

/** The names of the attributes that the store gives its items. */
public final class Attributes {

    /** The packed bytes of a block, chunk, roll-up, segment or catalogue. */
    public static final String BYTES = "b";

    // An hour's item
    public static final String SHARDS = "shards";
    public static final String LATE = "late";
    public static final String VERSION = "v";
    public static final String CUTOFF = "cutoff";
    public static final String PARTS = "parts";
    public static final String SERIES = "series";

    // A segment
    public static final String UNTIL = "until";

    // A service's item
    public static final String FIRST_SEEN = "first_seen";
    public static final String LAST_SEEN = "last_seen";

    // An idempotency record
    public static final String BODY_HASH = "h";
    public static final String ANSWER = "a";

    private Attributes() {}
}
