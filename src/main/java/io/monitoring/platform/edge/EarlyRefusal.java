package io.monitoring.platform.edge;

import io.monitoring.platform.http.DataRoutes;
import io.monitoring.platform.http.ProblemAnswers;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * What is turned away before Vert.x sees it: plain requests to data routes while all places are taken. Anything that needs a
 * second look (a path that is spelt oddly, a body of unknown length, a client that asks whether to go on) is left to
 * {@link Admission}, which turns it away at its leisure.
 */
@Singleton
class EarlyRefusal {

    private final Admission admission;
    private final ProblemAnswers answers;
    private final OverloadRefusal shedding;
    private final WireProblem tooManyAtOnce;
    private final WireProblem tooSlow;

    EarlyRefusal(Admission admission, OverloadRefusal shedding, ProblemAnswers answers, OverloadConfig config) {
        this.admission = admission;
        this.answers = answers;
        this.shedding = shedding;
        var refusal = shedding.tooManyAtOnce();
        this.tooManyAtOnce = WireProblem.of(refusal, answers.document(refusal.problem()), Map.of());
        var slow = new ProblemException(
                ProblemCode.TOO_SLOW,
                "the headers did not arrive within " + HeaderDeadline.of(config).toSeconds() + " s");
        this.tooSlow = WireProblem.of(slow, answers.document(slow.problem()), Map.of("Connection", "close"));
    }

    boolean applies(HttpRequest request) {
        return admission.full()
                && request.decoderResult().isSuccess()
                && isOnDataRoute(request.uri())
                && !HttpMethod.HEAD.equals(request.method())
                && HttpUtil.isKeepAlive(request)
                && hasShortBody(request.headers());
    }

    /** To be sent in any case: it counts. */
    ByteBuf answer(ByteBufAllocator memory, HttpRequest request) {
        shedding.count(OverloadRefusal.Reason.CONCURRENCY);
        return tooManyAtOnce.bytes(memory, RequestIds.of(request.headers().get(RequestIds.HEADER)));
    }

    /** For a request whose first line cannot be read; nothing can follow it. */
    ByteBuf unreadable(ByteBufAllocator memory, HttpRequest request, ProblemException refusal) {
        return WireProblem.of(refusal, answers.document(refusal.problem()), Map.of("Connection", "close"))
                .bytes(memory, RequestIds.of(request.headers().get(RequestIds.HEADER)));
    }

    /** For headers that do not come to an end: whatever id they have is not known. */
    ByteBuf tooSlow(ByteBufAllocator memory) {
        shedding.count(OverloadRefusal.Reason.SLOW_HEADERS);
        return tooSlow.bytes(memory, RequestIds.of((String) null));
    }

    private static boolean isOnDataRoute(String uri) {
        int end = uri.indexOf('?');
        String path = end < 0 ? uri : uri.substring(0, end);
        return path.startsWith("/")
                && path.indexOf('%') < 0
                && !path.contains("//")
                && !path.contains("/.")
                && DataRoutes.contain(path);
    }

    private static boolean hasShortBody(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || headers.contains(HttpHeaderNames.EXPECT)) {
            return false;
        }
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        // The decoder has seen to it that it is a number.
        return length == null || Long.parseLong(length) <= ProblemAnswers.READ_TO_THE_END;
    }
}
