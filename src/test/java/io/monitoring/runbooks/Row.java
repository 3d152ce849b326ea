package io.monitoring.runbooks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which rows of "What the original said", at the end of {@code runbooks/system-outage.md}, a test is about. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Row {

    /** Each a part of what the row says the original said, that no other row has. */
    String[] value();
}
