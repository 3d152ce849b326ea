package io.monitoring.platform.start;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A start that is refused: two lines for each reason, which say why and what to set. Quarkus prints the message of a
 * {@code ConfigurationException} without its stack trace and ends with 1, if it is the root cause: so this one has none.
 */
public final class RefusedStartException extends ConfigurationException {

    /**
     * @param problem one line: what is wrong, without values that may be secret
     * @param remedy  completes "set"
     */
    public RefusedStartException(String problem, String remedy) {
        super(lines(problem, remedy));
    }

    RefusedStartException(Collection<StartCheck.Finding> findings) {
        super(findings.stream()
                .map(finding -> lines(finding.property() + " " + finding.problem(), finding.remedy()))
                .sorted()
                .collect(Collectors.joining("\n")));
    }

    private static String lines(String problem, String remedy) {
        return "not started: " + oneLine(problem) + "\n  set " + oneLine(remedy);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
