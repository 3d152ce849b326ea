package io.monitoring.platform.auth;

import java.time.Duration;

/**
 * When the provider is asked for its keys, and how long it may take. A key that it has dropped is refused at the latest
 * {@code refreshEvery} and {@code answerWithin} later, a new one is taken at the latest {@code askAgainAfter} later.
 *
 * @param refreshEvery how old its keys may get before it is asked for them again; while it is away they stay in use
 * @param askAgainAfter how long after it was asked it is left alone, whatever it answered and whoever comes with an unknown
 *     key
 * @param answerWithin how long it may take to tell its keys
 */
record ProviderTiming(Duration refreshEvery, Duration askAgainAfter, Duration answerWithin) {

    /**
     * A dropped key is one that leaked: a quarter of an hour is what that may cost. Ten seconds keep a flood of invented keys
     * from reaching the provider. A request waits for the answer, so that has to be within the 2 s of other requests.
     */
    static final ProviderTiming DEFAULT =
            new ProviderTiming(Duration.ofMinutes(15), Duration.ofSeconds(10), Duration.ofMillis(1500));
}
