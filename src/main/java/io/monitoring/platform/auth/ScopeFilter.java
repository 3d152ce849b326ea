package io.monitoring.platform.auth;

import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody call a resource method without the scope that it {@link Needs}. */
class ScopeFilter {

    private final Callers callers;
    private final ConcurrentMap<Method, Need> needs = new ConcurrentHashMap<>();

    ScopeFilter(Callers callers) {
        this.callers = callers;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    void admit(ResourceInfo endpoint) {
        switch (needs.computeIfAbsent(endpoint.getResourceMethod(), Need::of)) {
            case Need.Nothing open -> {
                // Anybody goes on.
            }
            case Need.Unsaid forgotten -> {
                if (callers.required()) {
                    throw new ProblemException(ProblemCode.FORBIDDEN, "this is not open to keys and tokens");
                }
            }
            case Need.OfScope needed -> require(needed.scope(), callers.current());
        }
    }

    private void require(Scope scope, Caller caller) {
        if (caller.has(scope)) {
            return;
        }
        boolean admin = scope == Scope.ADMIN;
        if (caller.isKnown()) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    admin ? "the key or token is not an admin's" : "the key or token lacks the scope " + scope.text());
        }
        if (admin && !callers.adminsAreConfigured()) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "no admin token is configured, so nobody is let in: ADMIN_TOKEN_SHA256");
        }
        if (caller.presentedSomethingUnknown()) {
            throw Unauthenticated.because("the key or token is not known");
        }
        throw Unauthenticated.because((admin ? "an admin token" : "an API key or a token")
                + " is needed: Authorization: Bearer <" + (admin ? "token" : "key or token") + ">");
    }

    /** What a resource method says that its callers need. */
    private sealed interface Need {

        record Nothing() implements Need {}

        record Unsaid() implements Need {}

        record OfScope(Scope scope) implements Need {}

        static Need of(Method method) {
            return at(method).or(() -> at(method.getDeclaringClass())).orElseGet(Unsaid::new);
        }

        private static Optional<Need> at(AnnotatedElement element) {
            Optional<Need> scope =
                    Optional.ofNullable(element.getAnnotation(Needs.class)).map(needs -> new OfScope(needs.value()));
            return scope.isPresent() || !element.isAnnotationPresent(OpenToAll.class)
                    ? scope
                    : Optional.of(new Nothing());
        }
    }
}
