package io.monitoring.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Nothing here answers such an event: the invocation fails, so that whoever sent it hears of it. */
final class UnknownEventException extends RuntimeException {

    private static final int NAMES_SHOWN = 10;

    /** Names the event's fields and not their values, since the message goes into logs. */
    UnknownEventException(JsonNode event) {
        super("no such event is known here: " + shape(event)
                + ". Known are HTTP requests (payload format 1.0 and 2.0), batches of SQS, schedules of EventBridge, {}"
                + " for the state of the service, and payloads of an analysis");
    }

    UnknownEventException(String message) {
        super(message);
    }

    private static String shape(JsonNode event) {
        if (!event.isObject()) {
            return event.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        }
        List<String> names = new ArrayList<>();
        event.fieldNames().forEachRemaining(names::add);
        return "an object with " + names.subList(0, Math.min(NAMES_SHOWN, names.size()));
    }
}
