package io.monitoring.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/** The kinds of events that a function gets, told apart by what AWS documents of their shapes. */
sealed interface LambdaEvent {

    /** A function URL or an API Gateway HTTP API: payload format 2.0. */
    record HttpRequest(JsonNode json) implements LambdaEvent {}

    /** An API Gateway REST API: payload format 1.0. */
    record RestRequest(JsonNode json) implements LambdaEvent {}

    /** A batch of the processing queue. */
    record Batch(JsonNode records) implements LambdaEvent {}

    /** A schedule of EventBridge. */
    record Schedule(String job) implements LambdaEvent {}

    /** Whoever may invoke the function asked it something. */
    record DirectInvoke(DirectRoute route, JsonNode payload) implements LambdaEvent {}

    /**
     * @param event the payload, of any JSON type; missing where nothing was sent
     * @throws UnknownEventException where it is none of these
     */
    static LambdaEvent of(JsonNode event) {
        if (isHttpRequest(event)) {
            return new HttpRequest(event);
        }
        if (isRestRequest(event)) {
            return new RestRequest(event);
        }
        if (isBatch(event.path("Records"))) {
            return new Batch(event.path("Records"));
        }
        if (event.path("detail").path("job").isTextual()) {
            return new Schedule(event.path("detail").path("job").asText());
        }
        if (event.path("source").asText().equals("aws.events")
                && event.path("detail-type").asText().equals("Scheduled Event")) {
            return new Schedule(Schedules.DEFAULT);
        }
        return DirectRoute.of(event)
                .<LambdaEvent>map(route -> new DirectInvoke(route, event))
                .orElseThrow(() -> new UnknownEventException(event));
    }

    private static boolean isHttpRequest(JsonNode event) {
        return event.path("version").asText().equals("2.0")
                && event.path("rawPath").isTextual()
                && event.path("requestContext").path("http").path("method").isTextual();
    }

    private static boolean isRestRequest(JsonNode event) {
        return event.path("httpMethod").isTextual()
                && event.path("path").isTextual()
                && event.path("requestContext").has("stage");
    }

    private static boolean isBatch(JsonNode records) {
        for (JsonNode one : records) {
            if (!one.path("eventSource").asText().equals("aws:sqs")
                    || !one.path("messageId").isTextual()
                    || !one.path("body").isTextual()) {
                return false;
            }
        }
        return records.isArray() && !records.isEmpty();
    }
}
