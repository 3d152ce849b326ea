package io.monitoring.platform;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The filter behind {@link AdminOnly}. */
class AdminFilter {

    private final AdminTokens tokens;

    AdminFilter(AdminTokens tokens) {
        this.tokens = tokens;
    }

    @AdminOnly
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void admit(ContainerRequestContext request) {
        switch (tokens.judge(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            case ADMIN -> {
                // goes on
            }
            case NO_TOKEN -> throw unauthenticated("an admin token is needed: Authorization: Bearer <token>");
            case UNKNOWN_TOKEN -> throw unauthenticated("the token is not known");
            case NOT_AN_ADMIN -> throw new ProblemException(ProblemCode.FORBIDDEN, "the key is not an admin's");
            case NOBODY_IS_ADMIN ->
                throw new ProblemException(
                        ProblemCode.FORBIDDEN, "no admin token is configured, so nobody is let in: ADMIN_TOKEN_SHA256");
        }
    }

    private static ProblemException unauthenticated(String detail) {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED, detail, List.of(), Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }
}
