package io.monitoring.platform.edge;

import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.http.RequestTarget;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

/**
 * What is refused by the first line of a request. A client that speaks HTTP/2 without having asked (RFC 9113, 3.3) begins
 * with such a line too, {@code PRI * HTTP/2.0}; Vert.x would answer it, and any other version, in the version it names.
 */
final class RequestLine {

    private RequestLine() {}

    static Optional<ProblemException> refusal(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.empty(); // Vert.x knows what was wrong
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(
                    new ProblemException(
                            ProblemCode.VERSION_NOT_SUPPORTED,
                            "HTTP/2 and other versions are not supported here, with or without TLS; send the request as HTTP/1.1"));
        }
        // An answer to HEAD has no body in which to say it.
        return HttpMethod.HEAD.equals(request.method()) ? Optional.empty() : RequestTarget.refusal(request.uri());
    }
}
