package io.monitoring.platform.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a model has answered. Nothing of it has been checked: a model may call no tool, another, or with an input that does
 * not keep to its schema.
 *
 * @param stopReason why it ended, in the words of Bedrock, for example {@code tool_use} or {@code max_tokens}; {@code unknown} when not said
 */
public record ModelAnswer(List<ToolCall> toolCalls, Tokens tokens, String stopReason) {

    public ModelAnswer {
        toolCalls = List.copyOf(toolCalls);
    }

    public record ToolCall(String tool, JsonNode input) {}

    /** What it has used; zeros when not said. */
    public record Tokens(long input, long output, long total) {}
}
