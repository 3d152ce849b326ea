package io.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that docs/security.md names as a proof exists, and every threat has one. */
class SecurityPageTest {

    private static final Path PAGE = Path.of("docs", "security.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))#(\\w+)`");

    @Test
    void everyNamedTestExists() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        int named = 0;

        var names = NAMED.matcher(Files.readString(PAGE));
        while (names.find()) {
            named++;
            String source = sources.getOrDefault(names.group(1), "");
            if (!source.contains("void " + names.group(2) + "(")) {
                missing.add(names.group());
            }
        }

        assertThat(named).isGreaterThan(40);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyThreatHasATest() throws IOException {
        List<String> threats = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("## Threats"))
                .filter(line -> line.startsWith("| "))
                .takeWhile(line -> !line.startsWith("## "))
                .skip(1)
                .toList();

        assertThat(threats).hasSizeGreaterThan(30).allMatch(line -> NAMED.matcher(line)
                .find());
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }
}
