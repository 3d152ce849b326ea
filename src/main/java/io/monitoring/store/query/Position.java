package io.monitoring.store.query;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where a page ended. Points are read newest first; those of one millisecond by a hash of what they are (series, value,
 * metadata), which is the same wherever they lie and whatever is written beside them; equal points are told apart by
 * counting. So the next page neither skips nor repeats a point, although blocks become chunks and writes go on.
 *
 * @param time   epoch milliseconds of the last point of the page
 * @param tie    its {@link StoredPoint#tie()}
 * @param copies how many points equal to it have been read, on this page and before
 */
public record Position(long time, long tie, int copies) {

    public Position {
        if (copies < 1) {
            throw new IllegalArgumentException("copies must be positive");
        }
    }

    /** The opaque text that stands for it in a cursor. */
    public String cursor() {
        var bytes = ByteBuffer.allocate(20).putLong(time).putLong(tie).putInt(copies);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * @throws IllegalArgumentException when the text is not a cursor of ours
     */
    public static Position ofCursor(String cursor) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            var position = new Position(bytes.getLong(), bytes.getLong(), bytes.getInt());
            if (bytes.hasRemaining()) {
                throw new IllegalArgumentException("too long for a cursor");
            }
            return position;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("too short for a cursor", e);
        }
    }

    /** Negative when a point at (time, tie) comes before this position in reading order, 0 at it, positive after it. */
    int compare(long otherTime, long otherTie) {
        int byTime = Long.compare(time, otherTime);
        return byTime != 0 ? byTime : Long.compareUnsigned(otherTie, tie);
    }
}
