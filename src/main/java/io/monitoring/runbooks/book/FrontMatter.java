package io.monitoring.runbooks.book;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines between the two {@code ---} at a document's beginning: of YAML only {@code key: value}, lists of lines with a
 * dash, and {@code params}, whose comments are the parameters' meanings.
 */
final class FrontMatter {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private final List<Parameter> parameters = new ArrayList<>();

    FrontMatter(List<String> lines) {
        String key = "";
        for (String line : lines) {
            if (line.startsWith("  - ")) {
                lists.get(key).add(line.substring(4).strip());
            } else if (line.startsWith("  ")) {
                parameters.add(parameter(line));
            } else {
                int colon = line.indexOf(':');
                if (colon < 0) {
                    throw new IllegalArgumentException("not front matter: " + line);
                }
                key = line.substring(0, colon);
                values.put(key, line.substring(colon + 1).strip());
                lists.put(key, new ArrayList<>());
            }
        }
    }

    private static Parameter parameter(String line) {
        int colon = line.indexOf(':');
        int comment = line.indexOf(" # ");
        if (colon < 0 || comment < colon) {
            throw new IllegalArgumentException("a parameter is NAME: value # meaning, not " + line);
        }
        String preset = line.substring(colon + 1, comment).strip();
        return new Parameter(
                line.substring(0, colon).strip(),
                preset.equals("\"\"") ? "" : preset,
                line.substring(comment + 3).strip());
    }

    String value(String key) {
        String value = values.getOrDefault(key, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the front matter has no " + key);
        }
        return value;
    }

    List<String> list(String key) {
        return List.copyOf(lists.getOrDefault(key, List.of()));
    }

    List<Parameter> parameters() {
        return List.copyOf(parameters);
    }
}
