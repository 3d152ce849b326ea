package io.monitoring.platform.aws;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a model is asked: to call the tool, at temperature 0.
 *
 * @param model a model or inference profile that takes tools
 * @param system the instructions
 * @param message the user's message
 */
public record ModelRequest(String model, String system, String message, Tool tool, int maxOutputTokens) {

    /** @param schema the JSON schema of its input */
    public record Tool(String name, String description, JsonNode schema) {}
}
