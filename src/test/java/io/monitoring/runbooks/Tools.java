package io.monitoring.runbooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs that steps call, as far as this machine has them. */
public final class Tools {

    private static final int PATIENCE_SECONDS = 60;
    /** Nobody listens here: what gets that far has been understood by kubectl. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private Tools() {}

    /** What a program said and how it ended. */
    public record Said(int status, String text) {}

    public static boolean present(String program) {
        return find(program).isPresent();
    }

    static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A Python that has the AWS command line as a library; version 2 of it brings none. */
    static Optional<Path> pythonOfAws() {
        return find("python3")
                .filter(python ->
                        run(List.of(python.toString(), "-c", "import awscli")).status() == 0);
    }

    /**
     * Puts an {@code aws} that writes its calls down into the folder, where there is one, and a {@code kubectl} that sends
     * nothing.
     */
    static void wrap(Path folder) {
        pythonOfAws()
                .ifPresent(python -> script(
                        folder.resolve("aws"),
                        "exec %s %s \"$@\""
                                .formatted(
                                        python,
                                        Path.of("src", "test", "resources", "runbooks", "aws.py")
                                                .toAbsolutePath())));
        find("kubectl").ifPresent(kubectl -> script(folder.resolve("kubectl"), """
            printf '%%s\\n' "$RUNBOOK_STEP: $*" >>"$RUNBOOKS_CALLS"
            %s --server %s "$@" >>"$RUNBOOKS_CALLS" 2>&1 || true\
            """.formatted(kubectl, NOWHERE)));
    }

    private static void script(Path file, String text) {
        try {
            Files.writeString(file, "#!/bin/sh\n" + text + "\n");
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException(file + " cannot be made executable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Said run(List<String> command) {
        return run(new ProcessBuilder(command), "");
    }

    /** Runs it to its end, with both its outputs in one. */
    public static Said run(ProcessBuilder builder, String input) {
        try {
            Path output = Files.createTempFile("tool", ".out");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (var stdin = process.outputWriter()) {
                stdin.write(input);
            }
            if (!process.waitFor(PATIENCE_SECONDS * 10L, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(builder.command() + " does not end");
            }
            String text = Files.readString(output);
            Files.delete(output);
            return new Said(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
