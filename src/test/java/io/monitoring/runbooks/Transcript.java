package io.monitoring.runbooks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run of {@code runbooks/run} wrote, by step. */
public record Transcript(Map<String, Result> results) {

    private static final Pattern RESULT =
            Pattern.compile("(?ms)^### ([a-z0-9-]+) \\([a-z]+\\)$(.*?)^Result: ([a-z ]+) \\(.*?\\)$");

    private static final Pattern OUTPUT = Pattern.compile("(?ms)^```text$\\n(.*?)\\n^```$");

    /**
     * @param outcome {@code as expected}, {@code not as expected} or {@code skipped}
     * @param text the command, what it printed, what was expected
     */
    public record Result(String outcome, String text) {
        public boolean asExpected() {
            return outcome.equals("as expected");
        }

        /** What the command printed; empty where that was nothing. */
        String output() {
            Matcher printed = OUTPUT.matcher(text);
            return printed.find() ? printed.group(1) : "";
        }
    }

    public static Transcript read(Path file) {
        Map<String, Result> results = new LinkedHashMap<>();
        Matcher result = RESULT.matcher(Books.read(file));
        while (result.find()) {
            results.put(result.group(1), new Result(result.group(3), result.group(2)));
        }
        return new Transcript(results);
    }

    public Result of(String step) {
        return results.get(step);
    }
}
