package io.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** The software bill of materials that the build has made, against what is in the package and what we may ship. */
class LicencesIT {

    private static final Path SBOM = Path.of("target", "monitoring-api-sbom.json");

    /** Where a library leaves the choice between several licences, one of these is enough. */
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-2.0", "MIT", "MIT-0");

    @Test
    void everyLibraryOfThePackageHasALicenceThatIsAllowed() throws IOException {
        var others = new TreeMap<String, List<String>>();
        for (JsonNode component : components()) {
            List<String> licences = licences(component);
            if (licences.stream().noneMatch(ALLOWED::contains)) {
                others.put(component.path("purl").asText(), licences);
            }
        }

        assertThat(others).as("libraries without one of " + ALLOWED).isEmpty();
    }

    @Test
    @DisabledIf("io.monitoring.devstack.PackagedApplication#isNative")
    void theBillHasEveryJarOfThePackage() throws IOException {
        var listed = new TreeSet<String>();
        for (JsonNode component : components()) {
            listed.add(component.path("group").asText() + "."
                    + component.path("name").asText() + "-"
                    + component.path("version").asText() + ".jar");
        }

        try (Stream<Path> jars = Files.walk(Path.of("target", "quarkus-app", "lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()).filter(name -> name.endsWith(".jar")))
                    .isNotEmpty()
                    .allSatisfy(jar -> assertThat(listed).anyMatch(one -> sameButForItsClassifier(one, jar)));
        }
    }

    /** {@code io.netty.netty-transport-native-epoll-4.1.1.jar} and {@code ...-4.1.1-linux-x86_64.jar}. */
    private static boolean sameButForItsClassifier(String listed, String jar) {
        return jar.equals(listed) || jar.startsWith(listed.substring(0, listed.length() - ".jar".length()) + "-");
    }

    private static JsonNode components() throws IOException {
        JsonNode components = new ObjectMapper().readTree(SBOM.toFile()).path("components");
        assertThat(components.size()).isGreaterThan(100);
        return components;
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        for (JsonNode one : component.path("licenses")) {
            JsonNode licence = one.path("license");
            licences.add(licence.path("id")
                    .asText(licence.path("name").asText(one.path("expression").asText())));
        }
        return licences;
    }
}
