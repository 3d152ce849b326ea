package io.monitoring.platform.edge;

import io.monitoring.platform.http.Problem;
import io.monitoring.platform.http.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A problem document as the bytes of an answer, worded once and sent often. Only the request's id is new each time. */
final class WireProblem {

    private static final String LINE_END = "\r\n";

    private final byte[] beforeId;
    private final byte[] afterId;

    private WireProblem(byte[] beforeId, byte[] afterId) {
        this.beforeId = beforeId;
        this.afterId = afterId;
    }

    /**
     * @param document the problem as JSON
     * @param more headers beside those of every answer and the refusal's own
     */
    static WireProblem of(ProblemException refusal, byte[] document, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(AnswerHeaders.NO_PAGE);
        headers.put("Content-Type", Problem.MEDIA_TYPE);
        headers.put("Content-Length", Integer.toString(document.length));
        headers.putAll(refusal.headers());
        headers.putAll(more);
        var head = new StringBuilder("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(refusal.problem().status()))
                .append(LINE_END);
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append(LINE_END));
        head.append(RequestIds.HEADER).append(": ");
        byte[] end = (LINE_END + LINE_END).getBytes(StandardCharsets.US_ASCII);
        byte[] afterId = new byte[end.length + document.length];
        System.arraycopy(end, 0, afterId, 0, end.length);
        System.arraycopy(document, 0, afterId, end.length, document.length);
        return new WireProblem(head.toString().getBytes(StandardCharsets.US_ASCII), afterId);
    }

    ByteBuf bytes(ByteBufAllocator memory, String requestId) {
        ByteBuf bytes = memory.ioBuffer(beforeId.length + requestId.length() + afterId.length);
        bytes.writeBytes(beforeId);
        bytes.writeCharSequence(requestId, StandardCharsets.US_ASCII);
        return bytes.writeBytes(afterId);
    }
}
