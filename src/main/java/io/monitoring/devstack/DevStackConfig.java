package io.monitoring.devstack;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

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
    @WithConverter(Port.class)
    int dynamodbPort();

    /** Port of the embedded SQS. */
    @WithDefault("" + SQS_PORT)
    @WithConverter(Port.class)
    int sqsPort();

    final class Port extends Checked.Whole {
        public Port() {
            super(1, 65_535);
        }
    }
}
