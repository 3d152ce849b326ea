package io.monitoring.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command of the runbooks with {@code prod} for {@code $ENVIRONMENT} and each value of a {@code for} loop in turn.
 *
 * @param where the file and the step
 */
record RunbookCalls(String where, String text) {

    static final Path FOLDER = Path.of("..", "..", "runbooks");

    private static final Pattern STEP = Pattern.compile("(?ms)^```bash \\{ name=(\\S+) [^}]*}$(.*?)^```$");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^ {2}([A-Z_]+): ([^# ]+)");
    private static final Pattern LOOP = Pattern.compile("for (\\w+) in ([^;$]+); do");

    /** Those of every step of every runbook. */
    static List<RunbookCalls> all() {
        List<RunbookCalls> calls = new ArrayList<>();
        for (Path file : files()) {
            String page = read(file);
            Map<String, String> values = new TreeMap<>();
            PARAMETER.matcher(page).results().forEach(found -> values.put(found.group(1), found.group(2)));
            values.put("ENVIRONMENT", "prod");
            STEP.matcher(page)
                    .results()
                    .forEach(step -> calls.add(of(file.getFileName() + " " + step.group(1), step.group(2), values)));
        }
        return calls;
    }

    static RunbookCalls of(String where, String script, Map<String, String> values) {
        String text = script.replace("\\\n", " ").replace("\"", "").replace("'", "");
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = replace(text, value.getKey(), value.getValue());
        }
        for (Matcher loop = LOOP.matcher(text); loop.find(); loop = LOOP.matcher(text)) {
            String body = text.substring(loop.end());
            StringBuilder unrolled = new StringBuilder(text.substring(0, loop.start()));
            for (String each : loop.group(2).strip().split(" ")) {
                unrolled.append(replace(body, loop.group(1), each)).append('\n');
            }
            text = unrolled.toString();
        }
        return new RunbookCalls(where, text);
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("[a-z-]+\\.md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the pattern's first group is, wherever it is found. */
    List<String> named(String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** Each call of the command line by itself. */
    Stream<RunbookCalls> each() {
        return Stream.of(text.split("(?=\\baws [a-z])")).map(call -> new RunbookCalls(where, call));
    }

    private static String replace(String text, String name, String value) {
        return text.replaceAll("\\$" + name + "(?![A-Za-z0-9_])", Matcher.quoteReplacement(value));
    }
}
