package io.monitoring.platform.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads a failed validation: which parameter, as the client knows it. */
final class Violations {

    private Violations() {}

    /** What we were about to answer broke our own rules: no mistake of the client's. */
    static boolean ofOurAnswer(ConstraintViolationException exception) {
        return exception.getConstraintViolations().stream()
                .flatMap(violation ->
                        StreamSupport.stream(violation.getPropertyPath().spliterator(), false))
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    static List<FieldError> fields(ConstraintViolationException exception, Method endpoint) {
        return exception.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation, endpoint), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::detail))
                .toList();
    }

    private static String field(ConstraintViolation<?> violation, Method endpoint) {
        var names = new ArrayList<String>();
        for (Path.Node node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case METHOD, CONSTRUCTOR, CROSS_PARAMETER, BEAN -> {
                    // names nothing that the client wrote
                }
                case PARAMETER ->
                    names.add(EndpointParameters.publicName(
                            endpoint, node.as(Path.ParameterNode.class).getParameterIndex()));
                case PROPERTY, CONTAINER_ELEMENT, RETURN_VALUE ->
                    names.add(EndpointParameters.snakeCase(node.getName()));
            }
        }
        return names.isEmpty() ? "request" : String.join(".", names);
    }
}
