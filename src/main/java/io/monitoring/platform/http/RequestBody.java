package io.monitoring.platform.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What the headers of a request say of its body. */
public final class RequestBody {

    private RequestBody() {}

    public static boolean isAnnounced(HttpServerRequest request) {
        return length(request) > 0 || isOfUnknownLength(request);
    }

    public static boolean isOfUnknownLength(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
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
