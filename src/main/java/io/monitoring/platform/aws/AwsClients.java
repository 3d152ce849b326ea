package io.monitoring.platform.aws;

import io.monitoring.platform.start.RefusedStartException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/**
 * The SDK clients as {@code application.properties} describes them, but without the SDK's retries: the guarded calls
 * retry, and two layers would multiply (the SDK alone tries DynamoDB four times).
 */
class AwsClients {

    private static final String REMEDY = "AWS_REGION, such as eu-west-1; a server that is not AWS takes any";

    @Produces
    @Singleton
    DynamoDbAsyncClient dynamo(DynamoDbAsyncClientBuilder builder) {
        return build("DynamoDB", withoutRetries(builder));
    }

    @Produces
    @Singleton
    SqsAsyncClient sqs(SqsAsyncClientBuilder builder) {
        return build("SQS", withoutRetries(builder));
    }

    void close(@Disposes DynamoDbAsyncClient client) {
        client.close();
    }

    void close(@Disposes SqsAsyncClient client) {
        client.close();
    }

    /** The SDK looks for a region here, also where an endpoint is configured. */
    private static <C> C build(String dependency, AwsClientBuilder<?, C> builder) {
        try {
            return builder.build();
        } catch (SdkClientException failure) {
            throw new RefusedStartException(
                    "there is no client of %s: %s".formatted(dependency, firstWords(failure.getMessage())), REMEDY);
        }
    }

    /** Without the list of every place that the SDK has looked at. */
    private static String firstWords(String message) {
        return message.replaceFirst("( in the chain)? software\\.amazon.*|:.*", "");
    }

    static <B extends AwsClientBuilder<B, ?>> B withoutRetries(B builder) {
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .build());
    }
}
