package io.monitoring.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * AWS' names in events, answers and errors. Quarkus makes its mapper as a copy of ours, in which names are snake_case: it
 * does not find {@code rawPath}, nor say {@code errorMessage}.
 */
@Singleton
class EventJson {

    private static final int BEFORE_ITS_FIRST_USE = 1;

    // Another copy, since the first has learnt the wrong names of events already.
    private final ObjectMapper mapper = AmazonLambdaMapperRecorder.objectMapper
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE);

    /** The loop of native functions writes errors with the first. */
    void start(@Observes @Priority(BEFORE_ITS_FIRST_USE) StartupEvent event) {
        AmazonLambdaMapperRecorder.objectMapper.setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE);
    }

    ObjectMapper mapper() {
        return mapper;
    }
}
