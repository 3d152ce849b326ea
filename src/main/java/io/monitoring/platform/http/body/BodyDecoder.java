package io.monitoring.platform.http.body;

import io.monitoring.platform.http.FieldError;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.zip.DataFormatException;

/** Undoes the {@code Content-Encoding} of a body, and holds it to its size on both sides of that. The same on every route. */
public final class BodyDecoder {

    private static final String CONTENT_ENCODING = "Content-Encoding";
    private static final String BODY = "body";

    private BodyDecoder() {}

    /** Whether a body is sent as it is. */
    public static boolean isPlain(String contentEncoding) {
        String encoding = name(contentEncoding);
        return encoding.isEmpty() || encoding.equals("identity");
    }

    /**
     * @param contentEncoding the header, its lines joined by commas; null when there is none
     * @param limit the most bytes of the route, before and after
     * @throws ProblemException 413 when the body is too large, before or after; 400 when it is not the gzip it says; 415
     *     for any other encoding
     */
    public static byte[] decode(byte[] body, String contentEncoding, long limit) {
        requireFits(body.length, limit);
        if (isPlain(contentEncoding)) {
            return body;
        }
        return switch (name(contentEncoding)) {
            case "gzip", "x-gzip" -> gunzip(body, limit);
            default -> throw refusal(ProblemCode.UNSUPPORTED_MEDIA_TYPE, CONTENT_ENCODING, "must be gzip or identity");
        };
    }

    /** @throws ProblemException 413 */
    public static void requireFits(long size, long limit) {
        if (size > limit) {
            throw refusal(ProblemCode.TOO_LARGE, BODY, atMost(limit));
        }
    }

    private static byte[] gunzip(byte[] body, long limit) {
        try {
            return Gunzip.of(body, Math.toIntExact(limit));
        } catch (Gunzip.TooLargeException e) {
            throw refusal(ProblemCode.TOO_LARGE, BODY, atMost(limit) + " once decompressed");
        } catch (DataFormatException e) {
            throw refusal(ProblemCode.MALFORMED, CONTENT_ENCODING, "is gzip, but the body is not valid gzip");
        }
    }

    private static String name(String contentEncoding) {
        return contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
    }

    private static String atMost(long limit) {
        return "must have at most " + limit + " bytes";
    }

    private static ProblemException refusal(ProblemCode code, String field, String detail) {
        return new ProblemException(code, field + " " + detail, List.of(new FieldError(field, detail)));
    }
}
