package io.monitoring.platform.http;

/** In which order requests pass what stands before JAX-RS: the highest first, and Quarkus' own body limit after all. */
public final class FilterOrder {

    /** From here on the request has an id, in the answer and in the log. */
    public static final int REQUEST_ID = 20_000;

    /** Headers of the answer, also of those that follow here. */
    public static final int ANSWER_HEADERS = 19_000;

    /** Sees how every admin call ends. */
    public static final int AUDIT = 18_000;

    public static final int DECLARED_LENGTH = 10_000;

    /** Says what a client cannot say: that a request was made in this process. */
    public static final int VOUCHING = 9_500;

    public static final int AUTHENTICATION = 9_000;

    /** By key, so after it is known. */
    public static final int RATE = 8_000;

    /** Sheds before the body is read. */
    public static final int ROOM = 7_000;

    /** Reads the body. */
    public static final int BODY = 6_000;

    /** Begins no request while the instance is being stopped. */
    public static final int STOPPING = 5_500;

    /** Takes a place, now that the client has nothing more to send. */
    public static final int ADMISSION = 5_000;

    private FilterOrder() {}
}
