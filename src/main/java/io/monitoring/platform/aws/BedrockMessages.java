package io.monitoring.platform.aws;

import io.monitoring.platform.aws.ModelAnswer.Tokens;
import io.monitoring.platform.aws.ModelAnswer.ToolCall;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SpecificToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolSpecification;

/** Requests and answers as the SDK has them. */
final class BedrockMessages {

    private BedrockMessages() {}

    static ConverseRequest of(ModelRequest request) {
        return ConverseRequest.builder()
                .modelId(request.model())
                .system(SystemContentBlock.fromText(request.system()))
                .messages(Message.builder()
                        .role(ConversationRole.USER)
                        .content(ContentBlock.fromText(request.message()))
                        .build())
                .inferenceConfig(InferenceConfiguration.builder()
                        .maxTokens(request.maxOutputTokens())
                        .temperature(0f)
                        .build())
                .toolConfig(only(request.tool()))
                .build();
    }

    private static ToolConfiguration only(ModelRequest.Tool tool) {
        return ToolConfiguration.builder()
                .tools(Tool.fromToolSpec(ToolSpecification.builder()
                        .name(tool.name())
                        .description(tool.description())
                        .inputSchema(ToolInputSchema.fromJson(SdkDocuments.of(tool.schema())))
                        .build()))
                .toolChoice(ToolChoice.fromTool(
                        SpecificToolChoice.builder().name(tool.name()).build()))
                .build();
    }

    /** Any part of an answer may be missing. */
    static ModelAnswer of(ConverseResponse answer) {
        return new ModelAnswer(
                toolCalls(answer),
                tokens(answer.usage()),
                Objects.requireNonNullElse(answer.stopReasonAsString(), "unknown"));
    }

    private static List<ToolCall> toolCalls(ConverseResponse answer) {
        if (answer.output() == null || answer.output().message() == null) {
            return List.of();
        }
        return answer.output().message().content().stream()
                .map(ContentBlock::toolUse)
                .filter(Objects::nonNull)
                .map(call -> new ToolCall(call.name(), SdkDocuments.node(call.input())))
                .toList();
    }

    private static Tokens tokens(TokenUsage usage) {
        return usage == null
                ? new Tokens(0, 0, 0)
                : new Tokens(orZero(usage.inputTokens()), orZero(usage.outputTokens()), orZero(usage.totalTokens()));
    }

    private static long orZero(Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
