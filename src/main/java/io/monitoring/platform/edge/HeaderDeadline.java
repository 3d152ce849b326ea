package io.monitoring.platform.edge;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stands before everything else on a connection, and closes it where the headers of a request are begun and not complete
 * in time: an idle timeout does not see that, since a byte now and then is enough for it. Headers that come in one piece,
 * as nearly all do, cost no timer.
 */
final class HeaderDeadline extends ChannelInboundHandlerAdapter {

    /** Headers have 8 KB at most, which arrive within this on any line that is of use. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final String DECODED = "handler";
    private static final String TURNSTILE = "turnstile";

    private final Duration deadline;
    private final EarlyRefusal refusal;
    private ConnectionAdmission turnstile;
    private boolean expecting = true;
    private boolean progress;
    private Future<?> timer;

    HeaderDeadline(Duration deadline, EarlyRefusal refusal) {
        this.deadline = deadline;
        this.refusal = refusal;
    }

    /** How long headers may take from the first byte that is alone: no longer than a body. */
    static Duration of(OverloadConfig config) {
        return config.bodyDeadline().compareTo(LONGEST) < 0 ? config.bodyDeadline() : LONGEST;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        // Vert.x names its handlers when it knows what the connection speaks: at once, or after a TLS handshake.
        // A handshake has a timeout of its own.
        if (turnstile == null && context.pipeline().get(DECODED) != null) {
            turnstile = new ConnectionAdmission(refusal, this);
            context.pipeline().addBefore(DECODED, TURNSTILE, turnstile);
        }
        boolean ofHeaders = turnstile != null && expecting;
        progress = false;
        context.fireChannelRead(bytes);
        if (ofHeaders && !progress && timer == null) {
            begin(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    /** The headers of a request are complete. */
    void arrived() {
        expecting = false;
        progressed();
    }

    /** What comes next are headers, or the rest of a body that nobody waits for. */
    void expect() {
        expecting = true;
    }

    /** So is the request: what comes next are headers. */
    void ended() {
        expecting = true;
        progressed();
    }

    private void begin(ChannelHandlerContext context) {
        timer = context.executor().schedule(() -> cutOff(context), deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cutOff(ChannelHandlerContext context) {
        if (turnstile.isIdle()) {
            turnstile.send(refusal.tooSlow(context.alloc())).addListener(ChannelFutureListener.CLOSE);
        } else {
            begin(context); // a request before it is at work, and is to have its answer
        }
    }

    private void progressed() {
        progress = true;
        stop();
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
