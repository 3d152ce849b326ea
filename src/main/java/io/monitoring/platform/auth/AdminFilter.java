package io.monitoring.platform.auth;

import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The filter behind {@link AdminOnly}. */
class AdminFilter {

    private final AdminTokens tokens;
    private final Callers callers;

    AdminFilter(AdminTokens tokens, Callers callers) {
        this.tokens = tokens;
        this.callers = callers;
    }

    @AdminOnly
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void admit(ContainerRequestContext request) {
        Caller known = callers.current();
        if (known.isAdmin()) {
            return;
        }
        if (!known.isAnonymous()) {
            throw notAnAdmin();
        }
        switch (tokens.judge(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            case ADMIN -> {
                // goes on
            }
            case NO_TOKEN -> throw Unauthenticated.because("an admin token is needed: Authorization: Bearer <token>");
            case UNKNOWN_TOKEN -> throw Unauthenticated.because("the token is not known");
            case NOT_AN_ADMIN -> throw notAnAdmin();
            case NOBODY_IS_ADMIN ->
                throw new ProblemException(
                        ProblemCode.FORBIDDEN, "no admin token is configured, so nobody is let in: ADMIN_TOKEN_SHA256");
        }
    }

    private static ProblemException notAnAdmin() {
        return new ProblemException(ProblemCode.FORBIDDEN, "the key or token is not an admin's");
    }
}
