package io.monitoring.ingest.batch;

/** Which texts may name a service, a metric or a label, and which may be a label's value. */
public final class Names {

    private static final int SHOWN_LENGTH = 128;
    private static final boolean[] ALLOWED = new boolean[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            ALLOWED[c] = true;
            ALLOWED[Character.toUpperCase(c)] = true;
        }
        for (char c : "0123456789_.:/-".toCharArray()) {
            ALLOWED[c] = true;
        }
    }

    private Names() {}

    /** What is wrong with a name, or null. */
    static String nameProblem(String name, int maxLength) {
        if (name.isEmpty()) {
            return "must not be empty";
        }
        if (name.length() > maxLength) {
            return "must have at most " + maxLength + " characters";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= ALLOWED.length || !ALLOWED[c]) {
                return "may only hold letters, digits and _ . : / -";
            }
        }
        return null;
    }

    /** What is wrong with a label's value, or null. */
    static String valueProblem(String value, int maxLength) {
        if (value.length() > maxLength && value.codePointCount(0, value.length()) > maxLength) {
            return "must have at most " + maxLength + " characters";
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                return "must not hold control characters";
            }
            if (Character.isSurrogate(c)) {
                // Half a pair has no UTF-8, so two different values would be stored as the same one.
                if (!Character.isHighSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    return "must not hold half a surrogate pair";
                }
                i++;
            }
        }
        return null;
    }

    /**
     * A name from the client as it is shown back: cut, so that an answer is not larger than its request, and without
     * what could not be written in it - half a surrogate pair ends a JSON generator - or would disturb a terminal.
     */
    public static String shown(String name) {
        var shown = new StringBuilder();
        int end = Math.min(name.length(), SHOWN_LENGTH);
        for (int i = 0, point; i < end; i += Character.charCount(point)) {
            point = name.codePointAt(i);
            boolean writable = !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
            shown.appendCodePoint(writable ? point : '\ufffd');
        }
        return end < name.length() ? shown.append("...").toString() : shown.toString();
    }
}
