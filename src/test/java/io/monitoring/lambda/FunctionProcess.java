package io.monitoring.lambda;

import io.monitoring.devstack.TestStack;
import io.monitoring.platform.aws.OutageProfile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * {@code function.zip} as AWS starts it: unpacked, with {@code bootstrap} where it has one (provided.al2023), else by the
 * runtime client of AWS' Java runtimes, which is told the name of Quarkus' handler. Its log is in
 * {@code target/lambda/function.log}.
 */
final class FunctionProcess implements AutoCloseable {

    private static final Path BUILD = Path.of("target", "lambda").toAbsolutePath();
    private static final Path TASK = BUILD.resolve("task");
    private static final Path BOOTSTRAP = TASK.resolve("bootstrap");
    private static final Path LOG = BUILD.resolve("function.log");
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private final Process process;

    FunctionProcess(RuntimeEmulator runtime, TestStack stack, Map<String, String> more) {
        try {
            Unpacked.once();
            ProcessBuilder builder = new ProcessBuilder(isNative() ? List.of(BOOTSTRAP.toString()) : java())
                    .directory(TASK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
            Map<String, String> environment = builder.environment();
            environment.put("AWS_LAMBDA_RUNTIME_API", runtime.address());
            environment.put("AWS_LAMBDA_FUNCTION_NAME", "monitoring-api-test");
            environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
            environment.put("LAMBDA_TASK_ROOT", TASK.toString());
            environment.put("_HANDLER", HANDLER);
            environment.put("AWS_REGION", "eu-west-1");
            environment.put("AWS_ACCESS_KEY_ID", "test");
            environment.put("AWS_SECRET_ACCESS_KEY", "test");
            environment.put("ENVIRONMENT", "test");
            environment.put("ADMIN_TOKEN_SHA256", OutageProfile.ADMIN_TOKEN_SHA256);
            // As docs/lambda.md says for java25: the manifest of the jar is not read there.
            environment.put("JAVA_TOOL_OPTIONS", "--add-opens=java.base/java.lang=ALL-UNNAMED");
            environment.put("MONITORING_BOOTSTRAP", "true");
            environment.put("MONITORING_INTERNAL_BOOTSTRAP_TIMEOUT", "2m");
            environment.put("MONITORING_AUTH_ALLOW_ANONYMOUS", "true");
            environment.put(
                    "QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE",
                    stack.dynamo().endpoint().toString());
            environment.put(
                    "QUARKUS_SQS_ENDPOINT_OVERRIDE", stack.queue().endpoint().toString());
            environment.putAll(more);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isNative() {
        return Files.exists(BOOTSTRAP);
    }

    /** Resident memory, in bytes. */
    long residentMemory() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CompletableFuture<Process> end() {
        return process.onExit();
    }

    /** With the flags of AWS' runtimes that bear on memory and speed. */
    private static List<String> java() {
        String client = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("aws-lambda-java-") || entry.contains("utils-lite"))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-cp",
                client,
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                HANDLER);
    }

    /** Once: another process may run from it. */
    private static final class Unpacked {

        static {
            try {
                unpack();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void once() {}

        private static void unpack() throws IOException {
            delete(TASK);
            Files.deleteIfExists(LOG);
            try (InputStream in = Files.newInputStream(BUILD.resolve("function.zip"));
                    ZipInputStream zip = new ZipInputStream(in)) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    Path file = TASK.resolve(entry.getName());
                    if (entry.isDirectory()) {
                        Files.createDirectories(file);
                    } else {
                        Files.createDirectories(file.getParent());
                        Files.copy(zip, file);
                    }
                }
            }
            if (isNative() && !BOOTSTRAP.toFile().setExecutable(true)) {
                throw new IOException("bootstrap cannot be made executable");
            }
        }

        private static void delete(Path folder) throws IOException {
            if (Files.exists(folder)) {
                try (var files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
