package io.monitoring.devstack;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;

/** The embedded stack of dev mode. */
@ConfigMapping(prefix = "monitoring.devstack")
interface DevStackConfig {

    int DYNAMODB_PORT = 8000;
    int SQS_PORT = 9324;

    /** Whether dev mode starts DynamoDB and SQS itself; false leaves it to whatever listens at the endpoint overrides. */
    @WithDefault("true")
    boolean enabled();

    /** Port of the embedded DynamoDB. */
    @WithDefault("" + DYNAMODB_PORT)
    @Min(1)
    @Max(65535)
    int dynamodbPort();

    /** Port of the embedded SQS. */
    @WithDefault("" + SQS_PORT)
    @Min(1)
    @Max(65535)
    int sqsPort();

    /** Folder that keeps tables, queues and messages over live reloads and restarts. */
    @WithDefault("target/devstack")
    Path folder();
}
