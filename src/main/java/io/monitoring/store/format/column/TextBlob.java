package io.monitoring.store.format.column;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Texts one after the other, deflated (RFC 1951) when that is smaller. Their lengths are the caller's to store. Texts are
 * UTF-8; should one hold half a surrogate pair, which UTF-8 cannot say, all are UTF-16.
 */
public final class TextBlob {

    private static final int DEFLATED = 1;
    private static final int UTF16 = 2;
    /** Deflate's best case is 1032 to 1: a claim of more is a lie, and is refused before memory is given. */
    private static final long MAX_RATIO = 1032;

    private static final int MAX_TOTAL = 64 << 20;

    private final byte[] bytes;
    private final int[] lengths;
    private final boolean utf16;

    private TextBlob(byte[] bytes, int[] lengths, boolean utf16) {
        this.bytes = bytes;
        this.lengths = lengths;
        this.utf16 = utf16;
    }

    public static TextBlob of(List<String> texts) {
        try {
            return encode(texts, false);
        } catch (CharacterCodingException halfPair) {
            try {
                return encode(texts, true);
            } catch (CharacterCodingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static TextBlob encode(List<String> texts, boolean utf16) throws CharacterCodingException {
        ByteSink out = new ByteSink(texts.size() * 12);
        int[] lengths = new int[texts.size()];
        for (int i = 0; i < lengths.length; i++) {
            byte[] text = utf16 ? utf16(texts.get(i)) : utf8(texts.get(i));
            out.writeBytes(text, 0, text.length);
            lengths[i] = text.length;
        }
        if (out.size() > MAX_TOTAL) {
            throw new IllegalArgumentException("texts of " + out.size() + " bytes, at most " + MAX_TOTAL);
        }
        return new TextBlob(out.toByteArray(), lengths, utf16);
    }

    private static byte[] utf8(String text) throws CharacterCodingException {
        boolean surrogates = false;
        for (int i = 0; i < text.length(); i++) {
            surrogates |= Character.isSurrogate(text.charAt(i));
        }
        if (!surrogates) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteBuffer encoded = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .encode(CharBuffer.wrap(text));
        return Arrays.copyOfRange(encoded.array(), encoded.position(), encoded.limit());
    }

    private static byte[] utf16(String text) {
        byte[] bytes = new byte[text.length() * 2];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >>> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }

    public int length(int index) {
        return lengths[index];
    }

    /** Writes the texts. The vocabulary is what deflate may refer back to from the first byte on. */
    public void write(ByteSink out, byte[] vocabulary, int level) {
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setDictionary(vocabulary);
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length];
            int size = deflater.deflate(packed);
            boolean smaller = deflater.finished() && size < bytes.length;
            out.writeVarint(
                    (long) (smaller ? size : bytes.length) << 2 | (smaller ? DEFLATED : 0) | (utf16 ? UTF16 : 0));
            out.writeBytes(smaller ? packed : bytes, 0, smaller ? size : bytes.length);
        } finally {
            deflater.end();
        }
    }

    /** A section as it lies in a block, not yet unpacked. */
    public record Section(byte[] data, int start, int length, int form) {

        public static Section read(ByteSource in) {
            int head = in.readLength(Integer.MAX_VALUE);
            int length = head >>> 2;
            return new Section(in.data(), in.skip(length), length, head & 3);
        }

        /** Whether texts of this many bytes can be in it at all. */
        public void check(long total) {
            long most = (form & DEFLATED) != 0 ? Math.min(MAX_TOTAL, length * MAX_RATIO) : length;
            if (total > most) {
                throw new CorruptBlockException("declares " + total + " bytes of text in " + length);
            }
        }

        /** The texts of these lengths, which must add up to the section. */
        public String[] texts(int[] lengths, int count, byte[] vocabulary) {
            long total = 0;
            for (int i = 0; i < count; i++) {
                total += lengths[i];
            }
            check(total);
            byte[] unpacked = unpack((int) total, vocabulary);
            String[] texts = new String[count];
            int at = (form & DEFLATED) != 0 ? 0 : start;
            for (int i = 0; i < count; i++) {
                texts[i] = text(unpacked, at, lengths[i]);
                at += lengths[i];
            }
            return texts;
        }

        private String text(byte[] from, int at, int size) {
            if ((form & UTF16) == 0) {
                return new String(from, at, size, StandardCharsets.UTF_8);
            }
            char[] chars = new char[size / 2];
            for (int i = 0; i < chars.length; i++) {
                chars[i] = (char) ((from[at + 2 * i] & 0xff) << 8 | from[at + 2 * i + 1] & 0xff);
            }
            return new String(chars);
        }

        private byte[] unpack(int total, byte[] vocabulary) {
            if ((form & DEFLATED) == 0) {
                return data;
            }
            Inflater inflater = new Inflater(true);
            try {
                inflater.setDictionary(vocabulary);
                inflater.setInput(data, start, length);
                byte[] unpacked = new byte[total];
                int size = inflater.inflate(unpacked);
                if (size != total) {
                    throw new CorruptBlockException("text of " + size + " bytes where " + total + " are declared");
                }
                return unpacked;
            } catch (DataFormatException | IllegalArgumentException e) {
                throw new CorruptBlockException("text is not deflated: " + e.getMessage(), e);
            } finally {
                inflater.end();
            }
        }
    }
}
