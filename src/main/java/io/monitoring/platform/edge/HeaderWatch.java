package io.monitoring.platform.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sees the bytes of one connection, encrypted or not, and is told when a request has got through and when it has ended.
 * Bytes outside a request are the headers of the next; if that does not get through in time, the connection is closed.
 */
final class HeaderWatch extends ChannelInboundHandlerAdapter {

    static final AttributeKey<Runnable> BEGUN = AttributeKey.valueOf("monitoring.request-begun");
    static final AttributeKey<Runnable> ENDED = AttributeKey.valueOf("monitoring.request-ended");

    private final long deadlineMillis;
    private Future<?> deadline;
    private boolean inRequest;

    HeaderWatch(long deadlineMillis) {
        this.deadlineMillis = deadlineMillis;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().attr(BEGUN).set(this::begun);
        context.channel().attr(ENDED).set(() -> inRequest = false);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!inRequest && deadline == null) {
            deadline =
                    context.executor().schedule((Runnable) () -> close(context), deadlineMillis, TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody left to tell
    private static void close(ChannelHandlerContext context) {
        context.close();
    }

    private void begun() {
        inRequest = true;
        stop();
    }

    private void stop() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
