package io.monitoring.platform.auth;

import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import java.util.List;
import java.util.Set;

/**
 * Who sent a request, how that was proved, and what it allows.
 *
 * @param name     for logs, rate limits and what is kept of what was done by hand: {@code admin:<name or beginning of the
 *                 hash>}, {@code key:<name>}, {@code oidc:<subject>}, {@code iam:invoke}, {@code unknown} or
 *                 {@code nobody}. Printable ASCII without spaces and quotes, and not long, whatever it was made from
 * @param services for which services the scopes are
 */
public record Caller(String name, Set<Scope> scopes, ServicePatterns services, ProvedBy provedBy) {

    private static final String NOBODY = "nobody";
    private static final String UNKNOWN = "unknown";

    /** A subject has at most 255 characters (OpenID Connect Core, section 2); the rest is the word in front. */
    private static final int LONGEST_NAME = 264;

    private static final ServicePatterns NO_SERVICES = new ServicePatterns(List.of());

    public Caller {
        name = printable(name);
        scopes = Set.copyOf(scopes);
    }

    /** An admin may do everything. */
    static Caller admin(ProvedBy provedBy, String name) {
        return new Caller(provedBy.name(name), Set.of(Scope.values()), ServicePatterns.ALL, provedBy);
    }

    /**
     * Somebody of whom nothing is proved.
     *
     * @param presented whether a key or token was sent, which is not known then
     * @param letIn whether strangers may write and read; no stranger is an admin
     */
    static Caller stranger(boolean presented, boolean letIn) {
        return new Caller(
                presented ? UNKNOWN : NOBODY,
                letIn ? Set.of(Scope.WRITE, Scope.READ) : Set.of(),
                letIn ? ServicePatterns.ALL : NO_SERVICES,
                ProvedBy.NOTHING);
    }

    /** Whether it is proved who calls. */
    public boolean isKnown() {
        return provedBy != ProvedBy.NOTHING;
    }

    public boolean isAdmin() {
        return has(Scope.ADMIN);
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

    /** Whether a key or token was sent that is not known. */
    boolean presentedSomethingUnknown() {
        return !isKnown() && name.equals(UNKNOWN);
    }

    /**
     * @param service null for all
     * @throws ProblemException 403 when the service is not this caller's
     */
    public void requireCovered(String service) {
        if (service == null && !services.coverAll()) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "service: the key or token is not for all services, so one must be named");
        }
        if (service != null && !covers(service)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "the key or token is not for the service " + service);
        }
    }

    /** It stands in lines of logs, and whoever registers with a provider may have chosen it. */
    private static String printable(String name) {
        String start = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return start.replaceAll("[^\\x21-\\x7e]|[\"=]", "?");
    }
}
