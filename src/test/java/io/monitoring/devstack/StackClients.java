package io.monitoring.devstack;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Plain SDK clients of an embedded stack, for tests without Quarkus. They do not retry. */
public final class StackClients {

    // A client that ends its own event loop takes two seconds to close; why one thread: application.properties.
    private static final SdkEventLoopGroup THREADS =
            SdkEventLoopGroup.builder().numberOfThreads(1).build();

    private StackClients() {}

    public static DynamoDbAsyncClient dynamo(URI endpoint) {
        return dynamo(endpoint, "eu-west-1", "test");
    }

    public static DynamoDbAsyncClient dynamo(URI endpoint, String region, String key) {
        return DynamoDbAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, key)))
                .httpClientBuilder(http())
                .overrideConfiguration(b -> b.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    public static SqsAsyncClient sqs(URI endpoint) {
        return SqsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(http())
                .overrideConfiguration(b -> b.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static NettyNioAsyncHttpClient.Builder http() {
        return NettyNioAsyncHttpClient.builder().eventLoopGroup(THREADS).connectionTimeout(Duration.ofMillis(500));
    }
}
