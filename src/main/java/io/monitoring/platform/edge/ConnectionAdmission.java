package io.monitoring.platform.edge;

import io.monitoring.platform.http.ProblemAnswers;
import io.monitoring.platform.http.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a connection's decoder and Vert.x, and answers what there is no place for: nothing is spent on it but what
 * it costs to read it and to send an answer that is worded already. What is still to come of its body is thrown away.
 */
final class ConnectionAdmission extends ChannelDuplexHandler {

    private static final String ENCODER = "httpEncoder";

    private final EarlyRefusal refusal;
    private final HeaderDeadline headers;
    private ChannelHandlerContext pastEncoder;
    private int atWork;
    private boolean refusing;
    private Future<?> closing;

    ConnectionAdmission(EarlyRefusal refusal, HeaderDeadline headers) {
        this.refusal = refusal;
        this.headers = headers;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        pastEncoder = context.pipeline().context(ENCODER);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            headers.arrived();
            // Behind a request that is not answered yet, an answer would be taken for that one's.
            Optional<ProblemException> unreadable = atWork == 0 ? RequestLine.refusal(request) : Optional.empty();
            refusing = atWork == 0 && refusal.applies(request);
            if (unreadable.isPresent()) {
                refuseAndClose(context, refusal.unreadable(context.alloc(), request, unreadable.get()));
                ReferenceCountUtil.release(message);
                return;
            }
            if (refusing) {
                send(refusal.answer(context.alloc(), request)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
                headers.expect();
            } else {
                atWork++;
            }
        }
        boolean last = message instanceof LastHttpContent;
        if (refusing) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
        if (last) {
            headers.ended();
        }
    }

    /** What still comes is read and thrown away for a moment: closed at once, the connection would be reset. */
    private void refuseAndClose(ChannelHandlerContext context, ByteBuf answer) {
        Runnable close = () -> {
            context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        };
        closing = context.executor().schedule(close, ProblemAnswers.LINGER.toMillis(), TimeUnit.MILLISECONDS);
        send(answer).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        boolean interim =
                message instanceof HttpResponse response && response.status().equals(HttpResponseStatus.CONTINUE);
        if (message instanceof LastHttpContent && !interim) {
            // Of a request that came with the end of a TLS handshake nothing was seen but this.
            atWork = Math.max(0, atWork - 1);
        }
        super.write(context, message, promise);
    }

    /** Whether no request waits for its answer. */
    boolean isIdle() {
        return atWork == 0;
    }

    /** An answer of our own, while nobody else's is due. */
    ChannelFuture send(ByteBuf answer) {
        return pastEncoder.writeAndFlush(answer);
    }
}
