package io.monitoring.platform.guard;

/** What the service depends on, as named in {@code /health}, errors and metrics. */
public final class Dependencies {

    public static final String DYNAMODB = "dynamodb";
    public static final String SQS = "sqs";
    public static final String BEDROCK = "bedrock";

    private Dependencies() {}
}
