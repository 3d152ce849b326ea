package io.monitoring.advisor.bedrock;

import io.monitoring.platform.aws.BedrockConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Calls and tokens that this instance may still spend in the present hour. */
@ApplicationScoped
class TokenBudget {

    private static final Duration HOUR = Duration.ofHours(1);

    /** One a minute: an engineer on call asks no more often, and a script that does is stopped before its tokens are. */
    private static final int CALLS_PER_HOUR = 60;

    private final BedrockConfig config;
    private final Clock clock;
    private Instant began = Instant.MIN;
    private int calls;
    private long tokens;

    TokenBudget(BedrockConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Takes a call of at most so many tokens; false when there is no room for it. */
    synchronized boolean take(long most) {
        Instant now = clock.instant();
        if (!now.isBefore(began.equals(Instant.MIN) ? Instant.MIN : began.plus(HOUR))) {
            began = now;
            calls = 0;
            tokens = 0;
        }
        if (calls + 1 > CALLS_PER_HOUR || tokens + most > config.tokensPerHour()) {
            return false;
        }
        calls++;
        tokens += most;
        return true;
    }

    /** It took only so many. */
    synchronized void settle(long taken, long used) {
        tokens = Math.max(0, tokens - taken + used);
    }
}
