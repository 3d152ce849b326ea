package io.monitoring.platform.auth;

import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import java.util.Set;

/**
 * Who sent a request, and what that allows.
 *
 * @param id      for logs and rate limits: {@code key:<name>}, {@code oidc:<subject>}, {@code admin:<beginning of the
 *                hash>} or {@code anonymous}
 * @param isAdmin whether it may use the admin routes
 */
public record Caller(String id, Set<Scope> scopes, ServicePatterns services, boolean isAdmin) {

    static final Caller ANYONE = new Caller("anonymous", Set.of(Scope.values()), ServicePatterns.ALL, false);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** An admin may do everything. */
    static Caller admin(String id) {
        return new Caller(id, Set.of(Scope.values()), ServicePatterns.ALL, true);
    }

    public boolean isAnonymous() {
        return equals(ANYONE);
    }

    public boolean covers(String service) {
        return services.cover(service);
    }

    public boolean coversAll() {
        return services.coverAll();
    }

    boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    /**
     * @param service null for all
     * @throws ProblemException 403 when the service is not this caller's
     */
    public void requireCovered(String service) {
        if (service == null && !services.coverAll()) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "service: the key or token is not for all services, so one has to be named");
        }
        if (service != null && !covers(service)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "the key or token is not for the service " + service);
        }
    }
}
