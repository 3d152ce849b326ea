package io.monitoring.platform.guard;

import java.util.List;

/** The breakers, one for each kind of outside call. Their names are part of the HTTP contract, the metrics and the logs. */
public final class BreakerNames {

    public static final String DYNAMODB_READ = "dynamodb-read";
    public static final String DYNAMODB_WRITE = "dynamodb-write";
    public static final String SQS = "sqs";
    public static final String BEDROCK = "bedrock";
    public static final String NOTIFICATIONS = "notifications";

    /** Those that guard a call in this build; the others join when their callers do. */
    public static final List<String> IN_USE = List.of(DYNAMODB_READ, DYNAMODB_WRITE, SQS, BEDROCK);

    private BreakerNames() {}
}
