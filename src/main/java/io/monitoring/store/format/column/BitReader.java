package io.monitoring.store.format.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads {@link BitWriter}'s bits from the end of a section towards its start; running out of them is corruption. */
final class BitReader {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] data;
    private final int start;
    private final int end;
    private final long bits;
    private long position;

    BitReader(byte[] data, int start, int end) {
        this.data = data;
        this.start = start;
        this.end = end;
        this.bits = 8L * (end - start);
    }

    /** The next {@code count} (0 to 64) bits. */
    long read(int count) {
        if (count > 56) {
            long low = read(32);
            return low | read(count - 32) << 32;
        }
        long value = peek() & ((1L << count) - 1);
        skip(count);
        return value;
    }

    /** At least 57 bits ahead, zeros where the section has ended. */
    long peek() {
        int last = end - (int) (position >>> 3);
        if (last - start >= 8) {
            return (long) WORD.get(data, last - 8) >>> (position & 7);
        }
        long word = 0;
        for (int i = 0, at = last - 1; at >= start && i < 8; i++, at--) {
            word |= (data[at] & 0xffL) << (8 * i);
        }
        return word >>> (position & 7);
    }

    void skip(int count) {
        position += count;
        if (position > bits) {
            throw new CorruptBlockException("ends within a column");
        }
    }
}
