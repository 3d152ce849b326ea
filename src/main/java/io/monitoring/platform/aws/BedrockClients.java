package io.monitoring.platform.aws;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/**
 * The client of Bedrock, made with the first call: where no model is configured there is neither a client nor a thread
 * of one. Region and credentials come from the SDK's own chain. No retries, as for the other clients.
 */
@Singleton
class BedrockClients {

    private static final Duration CONNECT_WITHIN = Duration.ofMillis(500);
    private static final int AT_ONCE = 8;

    private final BedrockConfig config;
    private BedrockRuntimeAsyncClient client;

    BedrockClients(BedrockConfig config) {
        this.config = config;
    }

    /** Of which there is one. */
    synchronized BedrockRuntimeAsyncClient client() {
        if (client == null) {
            client = make();
        }
        return client;
    }

    private BedrockRuntimeAsyncClient make() {
        var builder = BedrockRuntimeAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        // By default HTTP/2, which only its streams need, and no stand-in speaks.
                        .protocol(Protocol.HTTP1_1)
                        .connectionTimeout(CONNECT_WITHIN)
                        .readTimeout(config.patience().plusSeconds(1))
                        .maxConcurrency(AT_ONCE)
                        .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(1)))
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        config.endpointOverride().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @PreDestroy
    synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
