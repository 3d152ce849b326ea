package io.monitoring.platform.edge;

import io.monitoring.platform.FilterOrder;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Closes connections on which a request has begun and its headers do not end. Vert.x has a timeout for silence only, and
 * a byte every now and then is not silence; so Netty is asked to put a {@link HeaderWatch} into every connection.
 */
@ApplicationScoped
class HeaderDeadline {

    private static final int FIRST = FilterOrder.REQUEST_ID + 1;

    private final OverloadConfig config;

    HeaderDeadline(OverloadConfig config) {
        this.config = config;
    }

    /** Filters are gathered before the server listens, and before anything else makes a connection. */
    void filter(@Observes Filters filters) {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        System.setProperty(
                HeaderWatchExtension.DEADLINE,
                Long.toString(config.headerDeadline().toMillis()));
        filters.register(HeaderDeadline::arrived, FIRST);
    }

    private static void arrived(RoutingContext routing) {
        if (routing.request().connection() instanceof ConnectionBase connection) {
            Runnable begun = connection.channel().attr(HeaderWatch.BEGUN).get();
            Runnable ended = connection.channel().attr(HeaderWatch.ENDED).get();
            if (begun != null) {
                begun.run();
            }
            if (ended != null) {
                routing.addEndHandler(any -> connection.channel().eventLoop().execute(ended));
            }
        }
        routing.next();
    }
}
