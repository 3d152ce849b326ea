package io.monitoring.runbooks.book;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How the service is run, as far as a step's command depends on it. */
public enum Shape {
    DEV,
    LAMBDA,
    KUBERNETES;

    /** Everything that has CloudWatch around it. */
    private static final String AWS = "aws";

    /**
     * @param text what stands behind {@code on=}: a shape, or {@code aws} for those on AWS; null where there is no {@code on}
     */
    static Set<Shape> allOf(String text) {
        if (text == null) {
            return EnumSet.allOf(Shape.class);
        }
        return text.equals(AWS) ? EnumSet.of(LAMBDA, KUBERNETES) : EnumSet.of(of(text));
    }

    /** @throws IllegalArgumentException where there is no such shape */
    public static Shape of(String text) {
        for (Shape shape : values()) {
            if (shape.text().equals(text)) {
                return shape;
            }
        }
        throw new IllegalArgumentException("a shape is dev, lambda or kubernetes, not " + text);
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
