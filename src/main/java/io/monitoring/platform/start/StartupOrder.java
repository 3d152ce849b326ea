package io.monitoring.platform.start;

/** Priorities of {@code StartupEvent} and {@code ShutdownEvent} observers; one without a priority comes at 2500. */
public final class StartupOrder {

    /** Nothing is touched before it is known that the configuration is safe. */
    public static final int CHECKS = 50;

    /** The embedded DynamoDB and SQS: before anything that calls them. */
    public static final int DEVSTACK = 100;

    /** Tables and queues: before anything that uses them. */
    public static final int BOOTSTRAP = 200;

    /** The dependencies as requests will find them: after the bootstrap, before anybody's requests. */
    public static final int FIRST_CALLS = 300;

    /** Takes messages once everything else is there, and stops first. */
    public static final int CONSUMER = 3_000;

    /** What others still need while they stop. */
    public static final int LAST = 10_000;

    private StartupOrder() {}
}
