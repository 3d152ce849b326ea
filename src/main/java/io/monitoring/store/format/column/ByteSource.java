package io.monitoring.store.format.column;

/** Reads a byte array from front to back and never past its limit. */
public final class ByteSource {

    private final byte[] data;
    private final int limit;
    private int position;

    public ByteSource(byte[] data, int from, int limit) {
        this.data = data;
        this.position = from;
        this.limit = limit;
    }

    public int readByte() {
        if (position >= limit) {
            throw new CorruptBlockException("ends within a number at byte " + position);
        }
        return data[position++] & 0xff;
    }

    /** A length: a varint no larger than {@code max}. */
    public int readLength(int max) {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (value > max) {
                    throw new CorruptBlockException("declares a length of " + value + ", at most " + max + " possible");
                }
                return (int) value;
            }
        }
        throw new CorruptBlockException("length without end at byte " + position);
    }

    /** Steps over a section and says where it began. */
    public int skip(int length) {
        if (length < 0 || length > remaining()) {
            throw new CorruptBlockException("section of " + length + " bytes where " + remaining() + " are left");
        }
        int start = position;
        position += length;
        return start;
    }

    public int remaining() {
        return limit - position;
    }

    public byte[] data() {
        return data;
    }
}
