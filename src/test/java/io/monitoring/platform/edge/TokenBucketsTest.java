package io.monitoring.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final TokenBuckets buckets = new TokenBuckets(2, 3, 2, nanos::get);

    @Test
    void aBurstPassesAndThenSoManyASecond() {
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isZero();
        }

        assertThat(buckets.take("a")).isEqualTo(Duration.ofMillis(500));

        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(buckets.take("a")).isZero();
        assertThat(buckets.take("a")).isPositive();
    }

    @Test
    void aPauseFillsTheBucketAndNoMore() {
        buckets.take("a");
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isZero();
        }
        assertThat(buckets.take("a")).isPositive();
    }

    @Test
    void oneClientDoesNotTakeFromAnother() {
        for (int i = 0; i < 4; i++) {
            buckets.take("a");
        }

        assertThat(buckets.take("b")).isZero();
    }

    @Test
    void onlyTheLatestClientsAreRemembered() {
        for (int i = 0; i < 4; i++) {
            buckets.take("a");
        }
        buckets.take("b");
        buckets.take("c");

        assertThat(buckets.take("a")).isZero();
    }
}
