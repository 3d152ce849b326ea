package io.monitoring.store;

import io.monitoring.platform.table.Stamp;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When this instance wrote what, as sort keys: {@code stamp-writer-sequence}. The stamp is the time of the write, the
 * writer is drawn anew at each start, the sequence never repeats within one: no two blocks ever share a key.
 */
@ApplicationScoped
public class Stamps {

    private static final char[] ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz".toCharArray();

    private final Clock clock;
    private final String writer = drawWriter();
    private final AtomicLong sequence = new AtomicLong();

    public Stamps(Clock clock) {
        this.clock = clock;
    }

    /** Milliseconds since the epoch. */
    public long now() {
        return clock.millis();
    }

    public String blockKey(long stamp) {
        return Stamp.text(stamp) + '-' + unique();
    }

    /** A name that no other work of this or another instance has. */
    public String unique() {
        return writer + '-' + Long.toString(sequence.getAndIncrement(), 36);
    }

    private static String drawWriter() {
        var random = new SecureRandom();
        var text = new StringBuilder(8);
        for (int i = 0; i < 8; i++) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }
}
