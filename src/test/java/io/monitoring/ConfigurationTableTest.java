package io.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.common.utils.StringUtil;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/configuration.md say of each property what the code says. */
class ConfigurationTableTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");

    /** {@code | `property` | `VARIABLE` | `default` or - | meaning |} */
    private static final Pattern ROW =
            Pattern.compile("^\\| `(monitoring\\.[^`]+)` \\| `([A-Z0-9_]+)` \\| (?:`([^`]+)`|-) \\| .+ \\|$");

    /** A property that has a variable with a name of its own: {@code monitoring.table-name=${TABLE_NAME:...}}. */
    private static final Pattern VARIABLE = Pattern.compile("^(monitoring\\.[^=]+)=\\$\\{([A-Z0-9_]+):.*");

    /** A list's other spelling, one property an element. */
    private static final String EACH_ELEMENT = "[*]";

    /** What a row says beside the meaning. */
    private record Setting(String variable, String defaultValue) {}

    /** These are in the code for tests, benches and the Lambda package, and not described to anybody else. */
    private static final String INTERNAL = "monitoring.internal.";

    /** More of them, and the packaged application that is tested is not the one that is shipped. */
    private static final int MOST_INTERNAL = 12;

    @Test
    void namesEveryPropertyWithItsVariableAndDefault() throws IOException {
        assertThat(table()).containsExactlyInAnyOrderEntriesOf(settings());
    }

    @Test
    void whatOnlyTestsSetStaysLittle() throws IOException {
        assertThat(mappings().keySet())
                .filteredOn(name -> name.startsWith(INTERNAL))
                .hasSizeLessThanOrEqualTo(MOST_INTERNAL);
    }

    private static Map<String, Setting> settings() throws IOException {
        Map<String, Setting> settings = mappings();
        settings.keySet().removeIf(name -> name.startsWith(INTERNAL));
        return settings;
    }

    private static Map<String, Setting> table() throws IOException {
        Map<String, Setting> rows = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), new Setting(row.group(2), row.group(3)));
            }
        }
        return rows;
    }

    private static Map<String, Setting> mappings() throws IOException {
        Map<String, String> variables = variables();
        Map<String, Setting> settings = new TreeMap<>();
        for (Class<?> mapping : mappingTypes()) {
            ConfigMappings.getProperties(ConfigClass.configClass(mapping)).forEach((name, property) -> {
                if (!name.endsWith(EACH_ELEMENT)) {
                    settings.put(
                            name,
                            new Setting(
                                    variables.getOrDefault(name, variable(name)),
                                    property.hasDefaultValue() ? property.getDefaultValue() : null));
                }
            });
        }
        return settings;
    }

    /** Every mapping of the application. */
    static List<Class<?>> mappingTypes() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .<Class<?>>map(ConfigurationTableTest::load)
                    .filter(type -> type.isAnnotationPresent(ConfigMapping.class))
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.');
        try {
            return Class.forName(name, false, ConfigurationTableTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> variables() throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (String line : Files.readAllLines(PROPERTIES)) {
            Matcher matcher = VARIABLE.matcher(line);
            if (matcher.matches()) {
                variables.put(matcher.group(1), matcher.group(2));
            }
        }
        return variables;
    }

    private static String variable(String property) {
        return StringUtil.replaceNonAlphanumericByUnderscores(property).toUpperCase(Locale.ROOT);
    }
}
