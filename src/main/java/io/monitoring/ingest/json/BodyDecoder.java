package io.monitoring.ingest.json;

import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.IngestLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Undoes the {@code Content-Encoding} of a body, and holds it to its size on both sides of that. */
public final class BodyDecoder {

    private static final String CONTENT_ENCODING = "Content-Encoding";
    private static final int FIRST_GUESS = 1024;

    private final int maxBytes;
    private final String tooLarge;

    public BodyDecoder(IngestLimits limits) {
        this.maxBytes = Math.toIntExact(limits.maxBodySize().asLongValue());
        this.tooLarge = "must have at most " + maxBytes + " bytes";
    }

    /**
     * @param contentEncoding the header, null when there is none
     * @throws IngestException 413 when the body is too large, before or after; 400 when it is not the gzip it says; 415
     *     for any other encoding
     */
    public byte[] decode(byte[] body, String contentEncoding) {
        if (body.length > maxBytes) {
            throw IngestException.tooLarge(MalformedJson.BODY, tooLarge);
        }
        String encoding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> gunzip(body);
            default ->
                throw new IngestException(
                        IngestException.Kind.UNSUPPORTED, CONTENT_ENCODING, "must be gzip or identity");
        };
    }

    /** Grows with what really comes out: the size that a gzip trailer claims is the sender's to invent. */
    private byte[] gunzip(byte[] body) {
        byte[] text = new byte[(int) Math.min(maxBytes + 1L, Math.max(FIRST_GUESS, 8L * body.length))];
        int size = 0;
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(body), 8192)) {
            int read;
            while ((read = stream.read(text, size, text.length - size)) >= 0) {
                size += read;
                if (size > maxBytes) {
                    throw IngestException.tooLarge(MalformedJson.BODY, tooLarge + " once decompressed");
                }
                if (size == text.length) {
                    text = Arrays.copyOf(text, (int) Math.min(maxBytes + 1L, 2L * size));
                }
            }
        } catch (IOException e) {
            throw IngestException.malformed(CONTENT_ENCODING, "is gzip, but the body is not valid gzip");
        }
        return Arrays.copyOf(text, size);
    }
}
