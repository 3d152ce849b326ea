package io.monitoring.platform.auth;

import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;

/** The 401, which has to say by what scheme one identifies oneself. */
final class Unauthenticated {

    private Unauthenticated() {}

    static ProblemException because(String detail) {
        return because(detail, "Bearer");
    }

    /** RFC 6750, section 3.1: what was sent looks like a token and is no good one, so that a new one may help. */
    static ProblemException becauseOfToken(String detail) {
        return because(detail, "Bearer error=\"invalid_token\"");
    }

    private static ProblemException because(String detail, String challenge) {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED, detail, List.of(), Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }
}
