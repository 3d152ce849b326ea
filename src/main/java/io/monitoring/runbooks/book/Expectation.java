package io.monitoring.runbooks.book;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has to hold after a step's command has ended. */
public sealed interface Expectation {

    Pattern FORM = Pattern.compile("exit (\\d{1,3})|(jq|matches) `(.+)`");

    /** As it is written behind {@code Expect:}. */
    String text();

    /** The command ends with this status. Every step that names no status expects 0. */
    record Exit(int status) implements Expectation {
        @Override
        public String text() {
            return "exit " + status;
        }
    }

    /** {@code jq -e} says that the condition holds for what the command printed. */
    record Jq(String condition) implements Expectation {
        @Override
        public String text() {
            return "jq `" + condition + "`";
        }
    }

    /** The pattern is found in what the command printed. */
    record Matches(Pattern pattern) implements Expectation {
        @Override
        public String text() {
            return "matches `" + pattern + "`";
        }
    }

    /** @throws IllegalArgumentException where it is none of the three */
    static Expectation of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not an expectation: " + text);
        }
        if (form.group(1) != null) {
            return new Exit(Integer.parseInt(form.group(1)));
        }
        return form.group(2).equals("jq") ? new Jq(form.group(3)) : new Matches(Pattern.compile(form.group(3)));
    }
}
