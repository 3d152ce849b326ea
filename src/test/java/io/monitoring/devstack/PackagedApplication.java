package io.monitoring.devstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What the build has packaged: a jar, or with {@code -Dnative} an executable. */
public final class PackagedApplication {

    private static final Path BUILD = Path.of("target");

    private PackagedApplication() {}

    /** For {@code @DisabledIf}: what is tested is about jars. */
    public static boolean isNative() {
        return artifact().getProperty("type").equals("native");
    }

    /**
     * How it is started, with these properties.
     *
     * @param jvmOptions left out where there is no JVM
     */
    public static List<String> command(List<String> jvmOptions, Map<String, String> properties) {
        List<String> command = new ArrayList<>();
        Path path = BUILD.resolve(artifact().getProperty("path"));
        if (isNative()) {
            command.add(path.toString());
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmOptions);
        }
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        if (!isNative()) {
            command.addAll(List.of("-jar", path.toString()));
        }
        return command;
    }

    private static Properties artifact() {
        try (InputStream in = Files.newInputStream(BUILD.resolve("quarkus-artifact.properties"))) {
            Properties artifact = new Properties();
            artifact.load(in);
            return artifact;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
