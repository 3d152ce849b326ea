package io.monitoring.platform.http.body;

import io.monitoring.platform.http.FieldError;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The {@code charset} of a {@code Content-Type}: UTF-8 by any of its registered names, or ASCII, which is a part of it. */
public final class BodyCharset {

    private BodyCharset() {}

    /**
     * @param contentType the header; null when there is none
     * @throws ProblemException 415
     */
    public static void require(String contentType) {
        String name = name(contentType);
        if (name != null && !isUtf8(name)) {
            String detail = "names a charset that is not UTF-8";
            throw new ProblemException(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type " + detail,
                    List.of(new FieldError("Content-Type", detail)));
        }
    }

    /** Null when there is none, or what is there is no media type: what types a resource takes is its own to say. */
    private static String name(String contentType) {
        try {
            return contentType == null
                    ? null
                    : MediaType.valueOf(contentType).getParameters().get(MediaType.CHARSET_PARAMETER);
        } catch (IllegalArgumentException noType) {
            return null;
        }
    }

    private static boolean isUtf8(String name) {
        try {
            Charset charset = Charset.forName(name.strip());
            return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
