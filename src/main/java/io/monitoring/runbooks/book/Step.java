package io.monitoring.runbooks.book;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * One command of a runbook, and how to judge it.
 *
 * @param shapes where it applies
 * @param command a script for bash, with the parameters as variables
 * @param expectations all have to hold
 * @param otherwise what to do where one does not hold; empty where the text around it says so
 */
public record Step(
        String name, Risk risk, Set<Shape> shapes, String command, List<Expectation> expectations, String otherwise) {

    public Step {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("a step's name is of a-z, 0-9 and -, not " + name);
        }
        shapes = Set.copyOf(shapes);
        expectations = List.copyOf(expectations);
    }

    /** The status that the command has to end with. */
    public int exit() {
        return expectations.stream()
                .filter(Expectation.Exit.class::isInstance)
                .map(Expectation.Exit.class::cast)
                .mapToInt(Expectation.Exit::status)
                .findFirst()
                .orElse(0);
    }

    /** Changes when anything does that a proof of the step was about; the words around it are not. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder(command).append('\n').append(risk.text());
        shapes.stream().sorted().forEach(shape -> text.append('\n').append(shape.text()));
        expectations.forEach(one -> text.append('\n').append(one.text()));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
