package io.monitoring.platform.auth;

import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Where keys are required, lets nobody call a resource method without the scope that it {@link Needs}. */
class ScopeFilter {

    private final Callers callers;
    private final ConcurrentMap<Method, Need> needs = new ConcurrentHashMap<>();

    ScopeFilter(Callers callers) {
        this.callers = callers;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    void admit(ResourceInfo endpoint) {
        if (!callers.required()) {
            return;
        }
        Need need = needs.computeIfAbsent(endpoint.getResourceMethod(), Need::of);
        if (need.isOpen()) {
            return;
        }
        Scope scope = need.scope()
                .orElseThrow(() -> new ProblemException(ProblemCode.FORBIDDEN, "this is not open to keys and tokens"));
        if (!callers.current().has(scope)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "the key or token has not the scope " + scope.text());
        }
    }

    /** What is known by name here: nobody's ({@code neither}), everybody's or an admin's, whom another filter asks. */
    private record Need(boolean isOpen, Optional<Scope> scope) {

        static Need of(Method method) {
            boolean open = annotation(method, OpenToAll.class).isPresent()
                    || annotation(method, AdminOnly.class).isPresent();
            return new Need(open, annotation(method, Needs.class).map(Needs::value));
        }

        private static <A extends Annotation> Optional<A> annotation(Method method, Class<A> type) {
            return Optional.ofNullable(method.getAnnotation(type))
                    .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(type)));
        }
    }
}
