package io.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every class, package and file of this tree that a document names is there. */
class DocumentsNameWhatExistsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final List<String> FOLDERS_OF_DOCUMENTS = List.of("docs", "docs/adr");

    /** Where sources may be; not all of them are in every build. */
    private static final List<String> FOLDERS_OF_SOURCES =
            List.of("src/main/java", "src/lambda/java", "src/test/java", "src/bench/java", "bench", "deploy/cdk/src");

    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    /** A file or folder below one of the tree's own folders; {@code *} stands for any name. */
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w./-])(?:src|bench|deploy|docs|runbooks|\\.ci)/[\\w*][\\w./*-]*");

    /** {@code package.Type}, as in {@code platform.config.Checked}. */
    private static final Pattern QUALIFIED = Pattern.compile("(?<![\\w./-])((?:[a-z]\\w*\\.)+)([A-Z]\\w+)");

    private static final Pattern PACKAGE = Pattern.compile("[a-z]\\w*(?:\\.[a-z]\\w*)+");

    /** A name of at least two words, which may have a member behind it. */
    private static final Pattern SIMPLE =
            Pattern.compile("([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)(?:[.#]\\w+)?(?:\\([^)]*\\))?");

    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w+)");

    /** Names with the form of a class of ours that are somebody else's. */
    private static final Set<String> OF_OTHERS = Set.of(
            // Jakarta REST
            "SecurityContext",
            // periods of ISO 8601
            "P1D",
            // AWS: calls, events, outputs and parameters of the stack
            "ApiKeySha256",
            "ApiUrl",
            "BatchExecuteStatement",
            "BatchWriteItem",
            "DashboardUrl",
            "FunctionError",
            "FunctionUrl",
            "GetQueueAttributes",
            "LastEvaluatedKey",
            "OutageDetection",
            "QueueUrl",
            "ReportBatchItemFailures",
            "RequestStreamHandler",
            "SendMessage",
            "TableName",
            "TransactWriteItems",
            // Quarkus, Netty, error-prone
            "AmazonLambdaMapperRecorder",
            "AmazonLambdaRecorder",
            "ChannelInitializerExtension",
            "FutureReturnValueIgnored",
            "LambdaHttpHandler",
            "QuarkusStreamHandler",
            "TenantIdentityProvider");

    @Test
    void everyFileThatADocumentNamesExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            String text = Files.readString(document);
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*") && Files.notExists(document.resolveSibling(target))) {
                    missing.add(document + ": " + target);
                }
            }
            for (String code : codeOf(text)) {
                Matcher path = PATH.matcher(code);
                while (path.find()) {
                    if (!exists(path.group())) {
                        missing.add(document + ": " + path.group());
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyClassAndPackageThatADocumentNamesExists() throws IOException {
        Sources sources = Sources.read();
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            for (String code : codeOf(Files.readString(document))) {
                if (!sources.have(code)) {
                    missing.add(document + ": " + code);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void aNameThatNothingHasIsFound() throws IOException {
        Sources sources = Sources.read();

        assertThat(List.of(
                        "store.codec", "io.monitoring.store.codec", "store.BlockStore", "BlockStore#put", "BlockStore"))
                .noneMatch(sources::have);
        assertThat(List.of("store.format", "io.monitoring.store", "platform.config.Checked", "PointCodec", "a point"))
                .allMatch(sources::have);
        assertThat(exists("src/main/java/io/monitoring/Nothing.java")).isFalse();
        assertThat(exists("docs/adr/0001-*")).isTrue();
    }

    /** @param types simple names, also of nested types, and qualified names without {@code io.monitoring.} */
    private record Sources(Set<String> packages, Set<String> types) {

        private static final String OURS = "io.monitoring.";

        static Sources read() throws IOException {
            Set<String> packages = new HashSet<>();
            Set<String> types = new HashSet<>();
            for (String folder : FOLDERS_OF_SOURCES) {
                Path root = ROOT.resolve(folder);
                if (Files.notExists(root)) {
                    continue;
                }
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(one -> one.toString().endsWith(".java"))
                            .toList()) {
                        String type = file.getFileName().toString().replace(".java", "");
                        String inPackage = root.relativize(file.getParent())
                                .toString()
                                .replace('/', '.')
                                .replace("io.monitoring", "")
                                .replaceFirst("^\\.", "");
                        packages.add(inPackage);
                        types.add(inPackage + "." + type);
                        Matcher declared = DECLARED.matcher(Files.readString(file));
                        while (declared.find()) {
                            types.add(declared.group(1));
                        }
                    }
                }
            }
            return new Sources(packages, types);
        }

        /** Whether code that a document quotes is there, or is none of ours. */
        boolean have(String code) {
            Matcher qualified = QUALIFIED.matcher(code);
            while (qualified.find()) {
                if (isOurs(qualified.group(1)) && !types.contains(withoutRoot(qualified.group()))) {
                    return false;
                }
            }
            if (PACKAGE.matcher(code).matches() && isOurs(code) && !packages.contains(withoutRoot(code))) {
                return code.equals("io.monitoring");
            }
            Matcher simple = SIMPLE.matcher(code);
            return !simple.matches() || types.contains(simple.group(1)) || OF_OTHERS.contains(simple.group(1));
        }

        private boolean isOurs(String name) {
            return name.startsWith(OURS)
                    || packages.stream().anyMatch(one -> !one.isEmpty() && name.startsWith(firstPart(one) + "."));
        }

        private static String firstPart(String inPackage) {
            return inPackage.replaceFirst("\\..*", "");
        }

        private static String withoutRoot(String name) {
            return name.startsWith(OURS) ? name.substring(OURS.length()) : name;
        }
    }

    /** Not the runbooks themselves: their steps are run, and name what is on AWS. */
    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(
                List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("runbooks", "README.md")));
        for (String folder : FOLDERS_OF_DOCUMENTS) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }

    /** What stands between backticks, and the lines of blocks. */
    private static List<String> codeOf(String text) {
        List<String> code = new ArrayList<>();
        boolean inBlock = false;
        for (String line : text.lines().toList()) {
            if (line.stripLeading().startsWith("```")) {
                inBlock = !inBlock;
            } else if (inBlock || line.startsWith("    ")) {
                code.add(line);
            } else {
                Matcher quoted = CODE.matcher(line);
                while (quoted.find()) {
                    code.add(quoted.group(1));
                }
            }
        }
        return code;
    }

    private static boolean exists(String path) throws IOException {
        String name = path.replaceFirst("[.,]+$", "");
        Path file = ROOT.resolve(name);
        if (!name.contains("*")) {
            return Files.exists(file);
        }
        if (Files.notExists(file.getParent())) {
            return false;
        }
        PathMatcher pattern = FileSystems.getDefault().getPathMatcher("glob:" + file.getFileName());
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.map(Path::getFileName).anyMatch(pattern::matches);
        }
    }
}
