package io.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ArchUnit cannot see of the source tree: how full its folders are, and what its files are called. */
class SourceTreeTest {

    private static final int MOST_FILES = 26;
    private static final String DESCRIPTION = "package-info.java";

    @Test
    void noPackageHasMoreFilesThanOneCanOverlook() throws IOException {
        Map<Path, Integer> counts = new TreeMap<>();
        packages().forEach((folder, files) -> counts.put(folder, files.size()));

        assertThat(counts).hasSizeGreaterThan(30);
        assertThat(counts)
                .allSatisfy((folder, count) ->
                        assertThat(count).as("files in %s", folder).isLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void everyPackageSaysWhatIsInIt() throws IOException {
        assertThat(packages())
                .allSatisfy((folder, files) ->
                        assertThat(files).as(folder.toString()).contains(folder.resolve(DESCRIPTION)));
    }

    @Test
    void noTwoFilesHaveOneName() throws IOException {
        Map<String, List<Path>> byName = Stream.of("src/main/java", "src/lambda/java", "src/test/java")
                .flatMap(root -> sources(Path.of(root)).stream())
                .filter(file -> !file.endsWith(DESCRIPTION))
                .collect(Collectors.groupingBy(file -> file.getFileName().toString()));

        assertThat(byName)
                .allSatisfy((name, files) -> assertThat(files).as(name).hasSize(1));
    }

    private static Map<Path, List<Path>> packages() throws IOException {
        return Stream.of("src/main/java", "src/lambda/java")
                .flatMap(root -> sources(Path.of(root)).stream())
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
    }

    private static List<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
