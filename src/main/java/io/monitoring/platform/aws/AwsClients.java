package io.monitoring.platform.aws;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/**
 * The SDK clients as {@code application.properties} describes them, but without the SDK's retries: the guarded calls
 * retry, and two layers would multiply (the SDK alone tries DynamoDB four times).
 */
class AwsClients {

    @Produces
    @Singleton
    DynamoDbAsyncClient dynamo(DynamoDbAsyncClientBuilder builder) {
        return withoutRetries(builder).build();
    }

    @Produces
    @Singleton
    SqsAsyncClient sqs(SqsAsyncClientBuilder builder) {
        return withoutRetries(builder).build();
    }

    void close(@Disposes DynamoDbAsyncClient client) {
        client.close();
    }

    void close(@Disposes SqsAsyncClient client) {
        client.close();
    }

    static <B extends AwsClientBuilder<B, ?>> B withoutRetries(B builder) {
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .build());
    }
}
