package io.monitoring.store.format.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bits, least significant first, gathered in 64-bit words. */
final class BitWriter {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] buffer;
    private int size;
    private long word;
    private int filled;

    BitWriter(int capacity) {
        buffer = new byte[capacity + 8];
    }

    /** Appends the lowest {@code count} (0 to 64) bits of a value whose other bits are zero. */
    void write(long value, int count) {
        word |= value << filled;
        int used = filled + count;
        if (used >= 64) {
            if (buffer.length - size < 8) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            WORD.set(buffer, size, word);
            size += 8;
            word = filled == 0 ? 0 : value >>> (64 - filled);
            used -= 64;
        }
        filled = used;
    }

    /** Appends what was written, last byte first, so that {@link BitReader} can start at the end of a section. */
    void appendReversed(ByteSink out) {
        int rest = (filled + 7) >>> 3;
        byte[] bytes = Arrays.copyOf(buffer, size + rest);
        for (int i = 0; i < rest; i++) {
            bytes[size + i] = (byte) (word >>> (8 * i));
        }
        out.writeReversed(bytes, bytes.length);
    }
}
