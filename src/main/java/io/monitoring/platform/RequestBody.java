package io.monitoring.platform;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** What the headers of a request say of its body. */
public final class RequestBody {

    private RequestBody() {}

    public static boolean isAnnounced(HttpServerRequest request) {
        return length(request) > 0 || isOfUnknownLength(request);
    }

    public static boolean isOfUnknownLength(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || (request.version() == HttpVersion.HTTP_2
                        && !request.isEnded()
                        && !request.headers().contains(HttpHeaders.CONTENT_LENGTH));
    }

    /** In bytes as sent; 0 when it is not said. */
    public static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException notANumber) {
            return 0; // Vert.x refuses it
        }
    }
}
