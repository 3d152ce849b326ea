package io.monitoring.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * AWS' names in events, answers and errors. Quarkus makes the mapper as a copy of ours, in which names are snake_case:
 * it would not find {@code rawPath}, nor say {@code errorMessage}.
 */
@Singleton
class EventJson {

    private static final int BEFORE_ITS_FIRST_USE = 1;

    void start(@Observes @Priority(BEFORE_ITS_FIRST_USE) StartupEvent event) {
        mapper().setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE);
    }

    ObjectMapper mapper() {
        return AmazonLambdaMapperRecorder.objectMapper;
    }
}
