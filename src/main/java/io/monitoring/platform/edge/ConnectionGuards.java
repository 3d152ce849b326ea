package io.monitoring.platform.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Iterator;

/**
 * Puts a {@link HeaderDeadline} and a {@link ConnectionAdmission} on every connection that is accepted. Neither Vert.x nor Quarkus
 * hands out connections before their first request, so this goes by their acceptors (Vert.x 4.5: internal, but public).
 * Not in dev mode: a live reload keeps acceptors and connections, and ends the application whose beans the handlers call.
 */
@ApplicationScoped
class ConnectionGuards {

    private static final String NAME = "guards";

    private final Vertx vertx;
    private final OverloadConfig config;
    private final EarlyRefusal refusal;

    ConnectionGuards(Vertx vertx, OverloadConfig config, EarlyRefusal refusal) {
        this.vertx = vertx;
        this.config = config;
        this.refusal = refusal;
    }

    void http(@ObservesAsync HttpServerStart started) {
        stand();
    }

    void https(@ObservesAsync HttpsServerStart started) {
        stand();
    }

    private void stand() {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            return;
        }
        for (EventExecutor executor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            if (executor instanceof SingleThreadEventLoop acceptor) {
                acceptor.execute(() -> standAt(acceptor.registeredChannelsIterator()));
            }
        }
    }

    private void standAt(Iterator<Channel> channels) {
        channels.forEachRemaining(channel -> {
            if (channel instanceof ServerChannel && channel.pipeline().get(NAME) == null) {
                channel.pipeline().addFirst(NAME, new Accepting());
            }
        });
    }

    private final class Accepting extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addLast(new HeaderDeadline(HeaderDeadline.of(config), refusal));
            }
            context.fireChannelRead(accepted);
        }
    }
}
