package io.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.domain.JavaClass;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A native image forgets the parts of a record that nobody registered, and answers {@code {}} or fails; a JVM never does. What
 * resource methods name in their types Quarkus registers, as far as it gets without crossing a sealed interface.
 */
class JsonInNativeImagesTest {

    /** Who turns values into JSON or back by hand, and what. */
    private static final Map<String, List<String>> BY_HAND = Map.of(
            "io.monitoring.platform.http.ProblemAnswers", List.of("io.monitoring.platform.http.Problem"),
            "io.monitoring.pipeline.MessageCodec", List.of("io.monitoring.pipeline.QueueMessage"),
            "io.monitoring.advisor.Precedents", List.of("io.monitoring.advisor.document.AnalysisDocument"),
            "io.monitoring.advisor.bedrock.Briefing", List.of("io.monitoring.advisor.document.AnalysisDocument"),
            "io.monitoring.advisor.Payloads", List.of());

    private static final Set<String> CONVERSIONS = Set.of(
            "writeValue",
            "writeValueAsBytes",
            "writeValueAsString",
            "readValue",
            "convertValue",
            "valueToTree",
            "treeToValue",
            "readerFor",
            "writerFor");

    @Test
    void everyConversionByHandIsKnownHere() {
        Set<String> converting = ProductClasses.ALL.stream()
                .filter(type ->
                        !type.getPackageName().equals("io.monitoring.lambda")) // converts events, which are AWS'
                .filter(JsonInNativeImagesTest::converts)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(converting).isEqualTo(BY_HAND.keySet());
    }

    @Test
    void everythingThatBecomesJsonIsRegistered() throws ClassNotFoundException {
        Set<Class<?>> needed = new LinkedHashSet<>();
        Set<Class<?>> known = registered();
        for (JavaClass resource : ProductClasses.ALL) {
            if (resource.isAnnotatedWith(Path.class)) {
                for (Type type : types(resource.reflect())) {
                    walk(type, true, needed);
                    walk(type, false, known);
                }
            }
        }
        for (String root : BY_HAND.values().stream().flatMap(List::stream).toList()) {
            walk(Class.forName(root), true, needed);
        }

        assertThat(needed).hasSizeGreaterThan(50);
        assertThat(known).containsAll(needed);
    }

    private static boolean converts(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(call -> CONVERSIONS.contains(call.getName())
                        && (call.getTargetOwner().isAssignableTo(ObjectMapper.class)
                                || call.getTargetOwner().isAssignableTo(ObjectWriter.class)
                                || call.getTargetOwner().isAssignableTo(ObjectReader.class)));
    }

    private static Set<Class<?>> registered() {
        Set<Class<?>> registered = new LinkedHashSet<>();
        for (JavaClass type : ProductClasses.ALL) {
            if (type.isAnnotatedWith(RegisterForReflection.class)) {
                Class<?>[] targets =
                        type.getAnnotationOfType(RegisterForReflection.class).targets();
                registered.addAll(targets.length == 0 ? List.of(type.reflect()) : List.of(targets));
            }
        }
        return registered;
    }

    private static List<Type> types(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .filter(JsonInNativeImagesTest::answersRequests)
                .flatMap(method -> Stream.concat(
                        Stream.of(method.getGenericReturnType()), Stream.of(method.getGenericParameterTypes())))
                .toList();
    }

    private static boolean answersRequests(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    /** Adds every record of ours that a type is made of. Sealed interfaces themselves and enums need nothing. */
    private static void walk(Type type, boolean acrossSealed, Set<Class<?>> found) {
        switch (type) {
            case ParameterizedType generic -> {
                walk(generic.getRawType(), acrossSealed, found);
                Stream.of(generic.getActualTypeArguments()).forEach(each -> walk(each, acrossSealed, found));
            }
            case WildcardType wild -> Stream.of(wild.getUpperBounds()).forEach(each -> walk(each, acrossSealed, found));
            case GenericArrayType array -> walk(array.getGenericComponentType(), acrossSealed, found);
            case Class<?> plain -> walk(plain, acrossSealed, found);
            default -> throw new AssertionError("a type that is not known before: " + type);
        }
    }

    private static void walk(Class<?> type, boolean acrossSealed, Set<Class<?>> found) {
        if (type.isSealed() && acrossSealed) {
            Stream.of(type.getPermittedSubclasses()).forEach(each -> walk(each, true, found));
        } else if (type.isRecord() && type.getName().startsWith("io.monitoring.") && found.add(type)) {
            for (RecordComponent part : type.getRecordComponents()) {
                walk(part.getGenericType(), acrossSealed, found);
            }
        }
    }
}
