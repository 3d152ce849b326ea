package io.monitoring.platform.aws;

import io.monitoring.platform.config.Checked;
import io.monitoring.platform.config.Millis;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** The model that is asked for a second opinion on an analysis. Off unless one is named. */
@ConfigMapping(prefix = "monitoring.bedrock")
public interface BedrockConfig {

    /** A model or inference profile that takes tools; environment variable BEDROCK_MODEL_ID. Without it nothing is sent. */
    Optional<String> modelId();

    /** Where Bedrock answers, instead of the region's own endpoint. */
    Optional<URI> endpointOverride();

    /**
     * How long after its request an analysis may still wait for the model. The default keeps an analysis within its
     * budget of 2 s and one second more; large models need some ten seconds.
     */
    @WithName("wait-millis")
    @WithDefault("2300")
    @WithConverter(Millis.class)
    Duration patience();

    /** The most tokens, asked and answered, that an instance uses in an hour. */
    @WithDefault("300000")
    @WithConverter(Tokens.class)
    long tokensPerHour();

    /** Price of a million tokens sent; without it, and the next, an analysis states tokens and no cost. */
    OptionalDouble inputDollarsPerMillion();

    /** Price of a million tokens answered. */
    OptionalDouble outputDollarsPerMillion();

    final class Tokens extends Checked<Long> {
        public Tokens() {
            super(Long::valueOf, tokens -> tokens >= 0, "at least 0");
        }

        @Override
        public Long convert(String value) {
            return super.convert(value);
        }
    }
}
