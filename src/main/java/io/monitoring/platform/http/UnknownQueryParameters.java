package io.monitoring.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The filter behind {@link KnownQueryParametersOnly}. It also refuses a declared parameter that is empty or stands twice:
 * JAX-RS would take it for absent, or the first of them, and so answer another question than was asked.
 */
class UnknownQueryParameters {

    private final ConcurrentMap<Method, Known> known = new ConcurrentHashMap<>();

    @KnownQueryParametersOnly
    @ServerRequestFilter
    void refuse(ContainerRequestContext request, ResourceInfo endpoint) {
        if (request.getUriInfo().getQueryParameters().isEmpty()) {
            return;
        }
        Known allowed = known.computeIfAbsent(endpoint.getResourceMethod(), Known::of);
        var parameters = new TreeMap<>(request.getUriInfo().getQueryParameters());
        refuse(
                ProblemCode.UNKNOWN_PARAMETER,
                parameters.keySet().stream()
                        .filter(name -> !allowed.allows(name))
                        .map(name -> new FieldError(name, "is not a parameter of this call"))
                        .toList());
        parameters.keySet().retainAll(allowed.names());
        refuse(
                ProblemCode.INVALID,
                parameters.entrySet().stream()
                        .filter(parameter -> parameter.getValue().size() > 1
                                || parameter.getValue().contains(""))
                        .map(parameter -> new FieldError(
                                parameter.getKey(),
                                parameter.getValue().size() > 1 ? "is repeated" : "must not be empty"))
                        .toList());
    }

    private static void refuse(ProblemCode code, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw new ProblemException(code, first.field() + ": " + first.detail(), errors);
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
