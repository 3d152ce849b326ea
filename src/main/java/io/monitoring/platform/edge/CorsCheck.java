package io.monitoring.platform.edge;

import io.monitoring.platform.start.StartCheck;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every website on the internet is not an origin to let in. */
@Singleton
public class CorsCheck implements StartCheck {

    private static final String ORIGINS = "quarkus.http.cors.origins";

    private final boolean enabled;
    private final List<String> origins;

    public CorsCheck(
            @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean enabled,
            @ConfigProperty(name = ORIGINS) Optional<List<String>> origins) {
        this.enabled = enabled;
        this.origins = origins.orElse(List.of());
    }

    @Override
    public List<Finding> findings(boolean packaged) {
        boolean everybody = origins.stream().anyMatch(origin -> origin.equals("*") || origin.equals("/.*/"));
        return packaged && enabled && everybody
                ? List.of(
                        new Finding(ORIGINS, "lets every website in", "it to the websites that may call this service"))
                : List.of();
    }
}
