package io.monitoring.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.monitoring.ProductClasses;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What says nothing is for nobody where keys are required; that must not be found out by a client. */
class ResourcesSayWhatTheyNeedTest {

    @Test
    void everyCallIsOpenOrAnAdminsOrNeedsAScope() {
        List<String> silent = new ArrayList<>();
        int calls = 0;
        for (JavaClass resource : ProductClasses.ALL) {
            if (!resource.isAnnotatedWith(Path.class)) {
                continue;
            }
            for (JavaMethod method : resource.getMethods()) {
                if (method.isMetaAnnotatedWith(HttpMethod.class)) {
                    calls++;
                    if (Stream.of(OpenToAll.class, AdminOnly.class, Needs.class)
                            .noneMatch(annotation -> says(resource, method, annotation))) {
                        silent.add(method.getFullName());
                    }
                }
            }
        }

        assertThat(calls).isGreaterThan(5);
        assertThat(silent).isEmpty();
    }

    private static boolean says(JavaClass resource, JavaMethod method, Class<? extends Annotation> annotation) {
        return method.isAnnotatedWith(annotation) || resource.isAnnotatedWith(annotation);
    }
}
