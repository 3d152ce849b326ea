package io.monitoring.platform.edge;

import io.monitoring.platform.cache.LruMap;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket a client. Of the clients only the latest are remembered; one that was forgotten starts with a full
 * bucket, which is what a pause of that length would have given it in most cases.
 */
final class TokenBuckets {

    private final double perNano;
    private final double burst;
    private final LongSupplier nanoTime;
    private final LruMap<String, Bucket> buckets;

    private static final class Bucket {
        private double tokens;
        private long at;
    }

    TokenBuckets(double perSecond, int burst, int clients, LongSupplier nanoTime) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.buckets = new LruMap<>(clients);
    }

    /** How long the client has to wait; zero when it need not, and then one token of its bucket is gone. */
    synchronized Duration take(String client) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(client, any -> full(now));
        bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) * perNano);
        bucket.at = now;
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - bucket.tokens) / perNano));
    }

    private Bucket full(long now) {
        Bucket bucket = new Bucket();
        bucket.tokens = burst;
        bucket.at = now;
        return bucket;
    }
}
