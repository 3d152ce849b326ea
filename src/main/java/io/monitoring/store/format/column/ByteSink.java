package io.monitoring.store.format.column;

import java.util.Arrays;

/** A growing byte array. */
public final class ByteSink {

    private byte[] buffer;
    private int size;

    public ByteSink(int capacity) {
        buffer = new byte[Math.max(16, capacity)];
    }

    public void writeByte(int value) {
        ensure(1);
        buffer[size++] = (byte) value;
    }

    /** Seven bits a byte, least significant first, as in Protocol Buffers. */
    public void writeVarint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    public void writeBytes(byte[] source, int from, int length) {
        ensure(length);
        System.arraycopy(source, from, buffer, size, length);
        size += length;
    }

    /** Appends bytes last to first. */
    void writeReversed(byte[] source, int length) {
        ensure(length);
        for (int i = length - 1; i >= 0; i--) {
            buffer[size++] = source[i];
        }
    }

    public void writeInt(int value) {
        writeByte(value >>> 24);
        writeByte(value >>> 16);
        writeByte(value >>> 8);
        writeByte(value);
    }

    /** The bytes written so far: the live buffer, valid up to {@link #size()}. */
    public byte[] buffer() {
        return buffer;
    }

    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
    }
}
