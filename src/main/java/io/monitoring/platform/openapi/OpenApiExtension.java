package io.monitoring.platform.openapi;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;

/**
 * Binds {@link DocumentInterceptor} to Quarkus' own bean, while a package is built. In dev mode and in tests that bean's class
 * loader does not see ours, and the document is prepared at the start.
 */
public class OpenApiExtension implements BuildCompatibleExtension {

    static final String PREPARE = "prepareDocument";

    @Enhancement(types = OpenApiDocumentService.class)
    public void bind(ClassConfig service) {
        if (!LaunchMode.current().isDevOrTest()) {
            service.addAnnotation(PreparedWhenAsked.class);
        }
    }
}
