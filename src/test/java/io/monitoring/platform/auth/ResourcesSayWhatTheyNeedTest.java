package io.monitoring.platform.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.monitoring.ProductClasses;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What says nothing is for nobody where keys are required; that must not be found out by a client. */
class ResourcesSayWhatTheyNeedTest {

    @Test
    void everyCallIsOpenOrNeedsAScope() {
        List<String> silent = new ArrayList<>();
        int calls = 0;
        for (JavaClass resource : ProductClasses.ALL) {
            if (!resource.isAnnotatedWith(Path.class)) {
                continue;
            }
            for (JavaMethod method : resource.getMethods()) {
                if (method.isMetaAnnotatedWith(HttpMethod.class)) {
                    calls++;
                    if (Stream.of(OpenToAll.class, Needs.class)
                            .noneMatch(annotation -> says(resource, method, annotation))) {
                        silent.add(method.getFullName());
                    }
                }
            }
        }

        assertThat(calls).isGreaterThan(5);
        assertThat(silent).isEmpty();
    }

    @Test
    void noResourceAsksByItselfWhoCalls() {
        noClasses()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        SecurityContext.class,
                        ContainerRequestContext.class,
                        RoutingContext.class,
                        HttpServerRequest.class)
                .because("who calls is one Caller, which Callers knows")
                .check(ProductClasses.ALL);
        assertThat(ProductClasses.ALL.stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(resource -> resource.getMethods().stream())
                        .flatMap(method -> method.getParameters().stream())
                        .filter(parameter -> parameter.isAnnotatedWith(HeaderParam.class))
                        .filter(parameter -> parameter
                                .getAnnotationOfType(HeaderParam.class)
                                .value()
                                .equalsIgnoreCase("Authorization")))
                .isEmpty();
    }

    private static boolean says(JavaClass resource, JavaMethod method, Class<? extends Annotation> annotation) {
        return method.isAnnotatedWith(annotation) || resource.isAnnotatedWith(annotation);
    }
}
