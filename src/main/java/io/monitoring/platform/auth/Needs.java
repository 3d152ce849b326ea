package io.monitoring.platform.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that a caller of the resource or method needs; what stands at the method counts before what stands at the class.
 * Where keys are required, a method that says neither this nor {@link OpenToAll} is for nobody.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Scope value();
}
