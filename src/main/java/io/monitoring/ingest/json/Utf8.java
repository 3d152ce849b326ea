package io.monitoring.ingest.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are UTF-8 to the letter. Jackson lets overlong forms and encoded surrogates through; kept, they would
 * be other texts when they are read back.
 */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    static boolean isValid(byte[] bytes, int from, int to) {
        int ascii = endOfAscii(bytes, from, to);
        return ascii == to || decodes(bytes, ascii, to);
    }

    private static int endOfAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    private static boolean decodes(byte[] bytes, int from, int to) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes, from, to - from);
        var out = CharBuffer.allocate(Math.min(4096, to - from + 1));
        try {
            while (true) {
                var result = decoder.decode(in, out.clear(), true);
                if (result.isUnderflow()) {
                    return true;
                }
                if (result.isError()) {
                    result.throwException();
                }
            }
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
