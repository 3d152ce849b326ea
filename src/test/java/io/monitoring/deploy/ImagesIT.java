package io.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the images without Docker: what goes into them is there once it is packaged, and who they run as. */
class ImagesIT {

    private static final Path FOLDER = Path.of("src", "main", "docker");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native-micro", "Dockerfile.lambda"})
    void runsAsNobodyOnNothingButWhatIsCopied(String name) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(name));
        List<String> image = lines.subList(lines.indexOf("FROM scratch"), lines.size());

        assertThat(image).contains("USER 10001:10001");
        assertThat(image).filteredOn(line -> line.startsWith("COPY ")).allMatch(line -> line.contains("--from=build "));
        assertThat(image).noneMatch(line -> line.startsWith("RUN "));
        // A list: without one Docker starts a shell, and there is none.
        assertThat(image.getLast()).startsWith("ENTRYPOINT [\"/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native-micro", "Dockerfile.lambda"})
    void dockerMaySeeWhatIsCopied(String name) throws IOException {
        List<String> seen = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        assertThat(sources(name)).isNotEmpty().allMatch(source -> seen.stream()
                .anyMatch(allowed -> source.equals(allowed) || source.startsWith(allowed + "/")));
    }

    @Test
    void everySourceOfTheJvmsImageIsThere() throws IOException {
        assertThat(sources("Dockerfile.jvm")).allMatch(ImagesIT::exists);
        assertThat(FOLDER.resolve("train")).isExecutable();
        assertThat(FOLDER.resolve("root-filesystem")).isExecutable();
    }

    @Test
    void everySourceOfTheNativeImageIsThere() throws IOException {
        assumeTrue(exists("target/*-runner"), "no native runner was built");

        assertThat(sources("Dockerfile.native-micro")).allMatch(ImagesIT::exists);
    }

    @Test
    void everySourceOfTheLambdaImageIsThere() throws IOException {
        assumeTrue(exists("target/lambda/function.zip"), "no Lambda zip was built");

        assertThat(sources("Dockerfile.lambda")).allMatch(ImagesIT::exists);
    }

    /** What is copied from outside; each COPY has its destination last. */
    private static List<String> sources(String dockerfile) throws IOException {
        List<String> sources = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(dockerfile))) {
            if (line.startsWith("COPY ") && !line.contains("--from=")) {
                List<String> words = Arrays.stream(line.split(" "))
                        .skip(1)
                        .filter(word -> !word.startsWith("--"))
                        .map(word -> word.endsWith("/") ? word.substring(0, word.length() - 1) : word)
                        .toList();
                sources.addAll(words.subList(0, words.size() - 1));
            }
        }
        return sources;
    }

    private static boolean exists(String source) {
        Path path = Path.of(source);
        PathMatcher name = FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path.getParent())) {
            for (Path file : files) {
                if (name.matches(file.getFileName())) {
                    return true;
                }
            }
            return false;
        } catch (IOException notThere) {
            return false;
        }
    }
}
