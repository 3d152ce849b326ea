package io.monitoring.runbooks.book;

import java.util.regex.Pattern;

/**
 * A variable of the commands.
 *
 * @param name as the commands have it: {@code API_URL} for {@code $API_URL}
 * @param preset what it is where nobody says; may be empty, and then the command has its own
 */
public record Parameter(String name, String preset, String meaning) {

    /** Names, addresses, times and numbers; nothing that means anything to a shell, and no option. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/@+=,-]{0,255}");

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");

    public Parameter {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a parameter's name is of A-Z, 0-9 and _, not " + name);
        }
        if (!preset.isEmpty() && !accepts(preset)) {
            throw new IllegalArgumentException(name + " cannot be " + preset);
        }
    }

    /** Whether the value can stand in a command as it is. */
    public static boolean accepts(String value) {
        return TOKEN.matcher(value).matches();
    }

    /** The text with the value where the variable stands: {@code $NAME}, <code>${NAME}</code>, <code>${NAME:-...}</code>. */
    String fill(String text, String value) {
        if (!accepts(value)) {
            throw new IllegalArgumentException(name + " cannot be " + value);
        }
        return text.replaceAll("\\$\\{" + name + "(:-[^}]*)?}|\\$" + name + "(?![A-Za-z0-9_])", value);
    }
}
