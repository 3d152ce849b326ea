package io.monitoring.platform.config;

import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * A configuration property that has limits: a value beyond them stops the start with a message that names the property. Not
 * by Bean Validation's annotations, with one of which Quarkus reads all of its own mappings too at every start (decision 17).
 *
 * <p>SmallRye looks at what {@code convert} is declared to return, so each kind declares it.
 *
 * @param <T> what the property is
 */
public abstract class Checked<T> implements Converter<T> {

    private final Function<String, T> parse;
    private final Predicate<T> allowed;
    private final String rule;

    /**
     * @param parse   throws an {@link IllegalArgumentException} for what it cannot read
     * @param allowed whether the application can do with it
     * @param rule    completes "must be"
     */
    protected Checked(Function<String, T> parse, Predicate<T> allowed, String rule) {
        this.parse = parse;
        this.allowed = allowed;
        this.rule = rule;
    }

    @Override
    public T convert(String value) {
        T parsed;
        try {
            parsed = parse.apply(value.strip());
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("must be " + rule, unreadable);
        }
        if (!allowed.test(parsed)) {
            throw new IllegalArgumentException("must be " + rule);
        }
        return parsed;
    }

    /** A whole number; both limits are included. */
    public abstract static class Whole extends Checked<Integer> {
        protected Whole(int least, int most) {
            super(
                    Integer::valueOf,
                    number -> number >= least && number <= most,
                    "from %d to %d".formatted(least, most));
        }

        protected Whole(int least) {
            super(Integer::valueOf, number -> number >= least, "at least " + least);
        }

        @Override
        public Integer convert(String value) {
            return super.convert(value);
        }
    }

    /** A number that may have a fraction; both limits are included. */
    public abstract static class Fraction extends Checked<Double> {
        protected Fraction(double least) {
            super(Double::valueOf, number -> number >= least, "at least " + least);
        }

        protected Fraction(double least, double most) {
            super(Double::valueOf, number -> number >= least && number <= most, "from %s to %s".formatted(least, most));
        }

        @Override
        public Double convert(String value) {
            return super.convert(value);
        }
    }

    /** A name that AWS takes. */
    public abstract static class Name extends Checked<String> {
        protected Name(String pattern) {
            super(Function.identity(), name -> name.matches(pattern), "a name like " + pattern);
        }

        @Override
        public String convert(String value) {
            return super.convert(value);
        }
    }

    /** One or more of something. */
    public static final class AtLeastOne extends Whole {
        public AtLeastOne() {
            super(1);
        }
    }

    /** Any number of something, or none. */
    public static final class NotNegative extends Whole {
        public NotNegative() {
            super(0);
        }
    }
}
