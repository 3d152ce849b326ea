package io.monitoring.platform;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The filter behind {@link KnownQueryParametersOnly}. */
class UnknownQueryParameters {

    private final ConcurrentMap<Method, Known> known = new ConcurrentHashMap<>();

    @KnownQueryParametersOnly
    @ServerRequestFilter
    void refuse(ContainerRequestContext request, ResourceInfo endpoint) {
        Known allowed = known.computeIfAbsent(endpoint.getResourceMethod(), Known::of);
        List<FieldError> errors = request.getUriInfo().getQueryParameters().keySet().stream()
                .filter(name -> !allowed.allows(name))
                .sorted()
                .map(name -> new FieldError(name, "is not a parameter of this call"))
                .toList();
        if (!errors.isEmpty()) {
            String name = errors.getFirst().field();
            throw new ProblemException(
                    ProblemCode.UNKNOWN_PARAMETER, name + ": is not a parameter of this call", errors);
        }
    }

    private record Known(Set<String> names, List<String> prefixes) {

        static Known of(Method endpoint) {
            var annotation = endpoint.getAnnotation(KnownQueryParametersOnly.class);
            return new Known(
                    EndpointParameters.queryNames(endpoint),
                    annotation == null ? List.of() : List.of(annotation.prefixes()));
        }

        boolean allows(String name) {
            return names.contains(name)
                    || prefixes.stream().anyMatch(prefix -> name.startsWith(prefix) && name.length() > prefix.length());
        }
    }
}
