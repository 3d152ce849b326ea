package io.monitoring.platform.http.body;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952), one member or several, and takes nothing that is not gzip from the first byte to the last.
 * {@code GZIPInputStream} does not do: where a second member is damaged, or something else follows the first, it ends there
 * as if all were well.
 */
final class Gunzip {

    private static final int FIRST_GUESS = 1024;
    private static final int FIXED_HEADER = 10;
    private static final int TRAILER = 8;
    private static final int MAGIC = 0x8b1f; // little-endian
    private static final int DEFLATE = 8;

    // Flags, 2.3.1
    private static final int HEADER_CHECKSUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;

    private final byte[] bytes;
    private final ByteBuffer numbers;
    private final int limit;
    private int at;
    private byte[] text;
    private int size;

    /** More comes out than is allowed. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1;

        TooLargeException() {
            super(null, null, false, false);
        }
    }

    private Gunzip(byte[] bytes, int limit) {
        this.bytes = bytes;
        this.numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.limit = limit;
        this.text = new byte[(int) Math.min(limit + 1L, Math.max(FIRST_GUESS, 8L * bytes.length))];
    }

    static byte[] of(byte[] bytes, int limit) throws DataFormatException, TooLargeException {
        var gunzip = new Gunzip(bytes, limit);
        var inflater = new Inflater(true);
        try {
            do {
                gunzip.member(inflater);
                inflater.reset();
            } while (gunzip.at < bytes.length);
        } finally {
            inflater.end();
        }
        return Arrays.copyOf(gunzip.text, gunzip.size);
    }

    private void member(Inflater inflater) throws DataFormatException, TooLargeException {
        header();
        int start = size;
        inflater.setInput(bytes, at, bytes.length - at);
        while (!inflater.finished()) {
            // Grows with what really comes out: the size that a trailer claims is the sender's to invent.
            if (size == text.length) {
                text = Arrays.copyOf(text, (int) Math.min(limit + 1L, 2L * size));
            }
            int some = inflater.inflate(text, size, text.length - size);
            if (some == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                throw damaged();
            }
            size += some;
            if (size > limit) {
                throw new TooLargeException();
            }
        }
        at = bytes.length - inflater.getRemaining();
        trailer(start);
    }

    private void header() throws DataFormatException {
        int start = at;
        skip(FIXED_HEADER);
        int flags = bytes[start + 3];
        if ((numbers.getShort(start) & 0xffff) != MAGIC || bytes[start + 2] != DEFLATE || (flags & RESERVED) != 0) {
            throw damaged();
        }
        if ((flags & EXTRA) != 0) {
            skip(2);
            skip(numbers.getShort(at - 2) & 0xffff);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            int end = at;
            skip(2);
            if ((numbers.getShort(end) & 0xffff) != (checksum(bytes, start, end) & 0xffff)) {
                throw damaged();
            }
        }
    }

    private void trailer(int start) throws DataFormatException {
        int checksum = at;
        skip(TRAILER);
        if (numbers.getInt(checksum) != (int) checksum(text, start, size)
                || numbers.getInt(checksum + 4) != size - start) {
            throw damaged();
        }
    }

    private void skip(int count) throws DataFormatException {
        if (count > bytes.length - at) {
            throw damaged();
        }
        at += count;
    }

    private void skipText() throws DataFormatException {
        do {
            skip(1);
        } while (bytes[at - 1] != 0);
    }

    private static long checksum(byte[] of, int from, int to) {
        var checksum = new CRC32();
        checksum.update(of, from, to - from);
        return checksum.getValue();
    }

    private static DataFormatException damaged() {
        return new DataFormatException();
    }
}
