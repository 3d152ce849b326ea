package io.monitoring.deploy;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * The environment variables that a packaged application reads: ours (the tables of docs/configuration.md, which ConfigurationTableTest
 * compares with the code), Quarkus' at run time, the AWS SDK's, and the JVM's.
 */
final class EnvironmentVariables {

    private static final Pattern ROW = Pattern.compile("^\\| `(monitoring\\.[^`]+)` \\| `([A-Z0-9_]+)` \\|.*");
    private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";

    private final Set<String> names = new HashSet<>(Set.of(JVM_OPTIONS));
    private final List<Pattern> families = new ArrayList<>();

    EnvironmentVariables() {
        try {
            for (String line : Files.readAllLines(Path.of("docs", "configuration.md"))) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    add(row.group(1), row.group(2));
                }
            }
            for (Class<?> root : runTimeRoots()) {
                ConfigMappings.getProperties(ConfigClass.configClass(root))
                        .keySet()
                        .forEach(property -> names.add(variable(property)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (SdkSystemSetting setting : SdkSystemSetting.values()) {
            names.add(setting.environmentVariable());
        }
    }

    boolean reads(String name) {
        return names.contains(name)
                || families.stream().anyMatch(family -> family.matcher(name).matches());
    }

    private void add(String property, String variable) {
        if (property.contains("*")) {
            // A quoted key: monitoring.auth.keys."payments".sha256 is MONITORING_AUTH_KEYS__PAYMENTS__SHA256.
            String family = variable(property.replace(".*.", ".\0.")).replace("___", "__[A-Z0-9_]+__");
            families.add(Pattern.compile(family));
        } else {
            names.add(variable);
        }
    }

    private static String variable(String property) {
        return StringUtil.replaceNonAlphanumericByUnderscores(property).toUpperCase(Locale.ROOT);
    }

    /** Not those that are fixed when the application is built: to set one of these changes nothing. */
    private static List<Class<?>> runTimeRoots() throws IOException {
        ClassLoader loader = EnvironmentVariables.class.getClassLoader();
        List<Class<?>> roots = new ArrayList<>();
        for (URL list : Collections.list(loader.getResources("META-INF/quarkus-config-roots.list"))) {
            try (InputStream in = list.openStream()) {
                for (String name : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\s+")) {
                    Class<?> type = Class.forName(name, false, loader);
                    ConfigRoot root = type.getAnnotation(ConfigRoot.class);
                    if (root != null
                            && root.phase() == ConfigPhase.RUN_TIME
                            && type.isAnnotationPresent(ConfigMapping.class)) {
                        roots.add(type);
                    }
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(list.toString(), e);
            }
        }
        return roots;
    }
}
