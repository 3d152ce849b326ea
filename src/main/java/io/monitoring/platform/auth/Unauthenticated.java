package io.monitoring.platform.auth;

import io.monitoring.platform.ProblemCode;
import io.monitoring.platform.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;

/** The 401, which has to say by what scheme one identifies oneself. */
final class Unauthenticated {

    private Unauthenticated() {}

    static ProblemException because(String detail) {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED, detail, List.of(), Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }
}
