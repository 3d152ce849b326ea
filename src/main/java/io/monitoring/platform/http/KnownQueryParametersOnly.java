package io.monitoring.platform.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A query parameter that the resource method does not declare is a 400 that names it: a misspelt filter must not
 * silently return everything.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface KnownQueryParametersOnly {

    /** Beginnings of further names that are allowed, such as {@code label.}. Read from a method's own annotation only. */
    String[] prefixes() default {};
}
