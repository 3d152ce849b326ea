package io.monitoring.analysis.anomaly;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A detector's numbers as bytes, at most {@link #MOST_BYTES}: a version, the signals' means and ranges, each pattern
 * (nothing but its name while it has no visit), and a CRC-32 of all before it. A detector that is decoded goes on exactly
 * where the encoded one was.
 */
public final class DetectorState {

    /** Greatest length of a state, in bytes. */
    public static final int MOST_BYTES = 1000;

    private static final byte VERSION = 1;
    private static final byte UNLEARNED = 0;
    private static final byte LEARNED = 1;

    private DetectorState() {}

    public static byte[] encode(Detector detector) {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        bytes.put(VERSION).putInt(detector.seen).putLong(detector.last);
        bytes.putDouble(detector.interval).putDouble(detector.fast).putDouble(detector.slow);
        bytes.putDouble(detector.mean).putDouble(detector.previous).putDouble(detector.step);
        bytes.putDouble(detector.spread).putDouble(detector.quiet).putDouble(detector.worst);
        for (UsualRange range : detector.ranges()) {
            write(bytes, range);
        }
        for (Season season : detector.seasons) {
            write(bytes, season);
        }
        bytes.putInt(checksum(bytes.array(), bytes.position()));
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * @param state of {@link #encode}
     * @throws CorruptStateException when it is anything else
     */
    public static Detector decode(byte[] state) {
        if (state.length <= Integer.BYTES || state.length > MOST_BYTES) {
            throw new CorruptStateException(state.length + " bytes are no state");
        }
        if (state[0] != VERSION) {
            throw new CorruptStateException("version " + state[0] + " is not known");
        }
        ByteBuffer bytes = ByteBuffer.wrap(state);
        int end = state.length - Integer.BYTES;
        if (bytes.getInt(end) != checksum(state, end)) {
            throw new CorruptStateException("the checksum differs");
        }
        bytes.position(1).limit(end);
        try {
            return read(bytes);
        } catch (BufferUnderflowException e) {
            throw new CorruptStateException("ends early");
        }
    }

    private static Detector read(ByteBuffer bytes) {
        var detector = new Detector();
        detector.seen = count(bytes.getInt());
        detector.last = bytes.getLong();
        detector.interval = finite(bytes.getDouble());
        detector.fast = finite(bytes.getDouble());
        detector.slow = finite(bytes.getDouble());
        detector.mean = finite(bytes.getDouble());
        detector.previous = finite(bytes.getDouble());
        detector.step = finite(bytes.getDouble());
        detector.spread = finite(bytes.getDouble());
        detector.quiet = finite(bytes.getDouble());
        detector.worst = finite(bytes.getDouble());
        for (UsualRange range : detector.ranges()) {
            read(bytes, range);
        }
        for (Season season : detector.seasons) {
            read(bytes, season);
        }
        if (bytes.hasRemaining()) {
            throw new CorruptStateException(bytes.remaining() + " bytes too many");
        }
        return detector;
    }

    private static void write(ByteBuffer bytes, UsualRange range) {
        bytes.putInt(range.seen).putDouble(range.low).putDouble(range.high);
    }

    private static void read(ByteBuffer bytes, UsualRange range) {
        range.seen = count(bytes.getInt());
        range.low = finite(bytes.getDouble());
        range.high = finite(bytes.getDouble());
        if (range.low > range.high) {
            throw new CorruptStateException("a range from " + range.low + " to " + range.high);
        }
    }

    private static void write(ByteBuffer bytes, Season season) {
        boolean learned = season.learned();
        bytes.put(learned ? LEARNED : UNLEARNED);
        bytes.putDouble(season.origin)
                .put((byte) season.bin)
                .putInt(season.points)
                .putDouble(season.sum);
        if (!learned) {
            return;
        }
        bytes.putDouble(season.residual).putDouble(season.error);
        write(bytes, season.range);
        // two bins' visits in a byte
        for (int i = 0; i < season.visits.length; i += 2) {
            bytes.put((byte) (season.visits[i] << 4 | season.visits[i + 1]));
        }
        for (int i = 0; i < season.means.length; i++) {
            if (season.visits[i] > 0) {
                bytes.putFloat(season.means[i]);
            }
        }
    }

    private static void read(ByteBuffer bytes, Season season) {
        byte learned = bytes.get();
        season.origin = finite(bytes.getDouble());
        season.bin = bytes.get();
        season.points = count(bytes.getInt());
        season.sum = finite(bytes.getDouble());
        if (learned != LEARNED && learned != UNLEARNED || season.bin < -1 || season.bin >= season.means.length) {
            throw new CorruptStateException("a pattern of kind " + learned + " in bin " + season.bin);
        }
        if (learned == UNLEARNED) {
            return;
        }
        season.residual = finite(bytes.getDouble());
        season.error = finite(bytes.getDouble());
        read(bytes, season.range);
        for (int i = 0; i < season.visits.length; i += 2) {
            byte two = bytes.get();
            season.visits[i] = (byte) (two >> 4 & Season.MOST_VISITS);
            season.visits[i + 1] = (byte) (two & Season.MOST_VISITS);
        }
        for (int i = 0; i < season.means.length; i++) {
            if (season.visits[i] > 0) {
                season.means[i] = (float) finite(bytes.getFloat());
            }
        }
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new CorruptStateException(number + " among the numbers");
        }
        return number;
    }

    private static int count(int number) {
        if (number < 0) {
            throw new CorruptStateException("a count of " + number);
        }
        return number;
    }
}
