package io.monitoring.runbooks;

import io.monitoring.runbooks.book.Runbook;
import io.monitoring.runbooks.book.RunbookParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code runbooks/}. */
public final class Books {

    static final Path FOLDER = Path.of("runbooks");
    static final Path PROVEN = FOLDER.resolve("PROVEN.md");

    private Books() {}

    public static List<Runbook> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("[a-z-]+\\.md"))
                    .sorted()
                    .map(file -> RunbookParser.parse(read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
