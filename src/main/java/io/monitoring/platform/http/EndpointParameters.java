package io.monitoring.platform.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;

/** What a resource method declares of its parameters. */
final class EndpointParameters {

    private EndpointParameters() {}

    static Set<String> queryNames(Method endpoint) {
        return Arrays.stream(endpoint.getParameters())
                .filter(EndpointParameters::isQuery)
                .map(EndpointParameters::publicName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The query parameters that are whole numbers by declaration, and something else in this request. */
    static List<String> notNumbers(Method endpoint, UriInfo uri) {
        return Arrays.stream(endpoint.getParameters())
                .filter(parameter -> parameter.getType() == int.class || parameter.getType() == long.class)
                .filter(EndpointParameters::isQuery)
                .filter(parameter -> !isNumber(uri.getQueryParameters().getFirst(publicName(parameter)), parameter))
                .map(EndpointParameters::publicName)
                .toList();
    }

    private static boolean isQuery(Parameter parameter) {
        return parameter.isAnnotationPresent(QueryParam.class) || parameter.isAnnotationPresent(RestQuery.class);
    }

    private static boolean isNumber(String value, Parameter parameter) {
        if (value == null) {
            return true;
        }
        try {
            long number = Long.parseLong(value);
            return parameter.getType() == long.class || number == (int) number;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The name of a parameter as the client writes it. */
    static String publicName(Method endpoint, int index) {
        return publicName(endpoint.getParameters()[index]);
    }

    static String snakeCase(String javaName) {
        return javaName == null ? "" : PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(javaName);
    }

    private static String publicName(Parameter parameter) {
        for (Annotation annotation : parameter.getAnnotations()) {
            String given =
                    switch (annotation) {
                        case QueryParam query -> query.value();
                        case RestQuery query -> query.value();
                        case PathParam path -> path.value();
                        case HeaderParam header -> header.value();
                        default -> "";
                    };
            if (!given.isEmpty()) {
                return given;
            }
        }
        return snakeCase(parameter.getName());
    }
}
