package io.monitoring.runbooks;

import io.monitoring.runbooks.book.Runbook;
import io.monitoring.runbooks.book.RunbookParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runbooks in the package, those of the repository's folder {@code runbooks/}. */
@ApplicationScoped
public class Runbooks {

    /** By how bad it is. A class path cannot be listed in every package, so they are named. */
    private static final List<String> IDS =
            List.of("system-outage", "high-error-rate", "high-latency", "database-issues", "performance-tuning");

    private final Map<String, Runbook> all;

    Runbooks() {
        var read = new LinkedHashMap<String, Runbook>();
        IDS.forEach(id -> read.put(id, read(id)));
        all = Collections.unmodifiableMap(read);
    }

    private static Runbook read(String id) {
        String resource = "runbooks/" + id + ".md";
        try (InputStream file = Runbooks.class.getClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException(resource + " is not in the package");
            }
            return RunbookParser.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Collection<Runbook> all() {
        return all.values();
    }

    public Optional<Runbook> named(String id) {
        return Optional.ofNullable(all.get(id));
    }
}
