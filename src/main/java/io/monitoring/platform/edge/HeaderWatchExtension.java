package io.monitoring.platform.edge;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;

/**
 * Found by Netty as a service, so there is no injection here. Netty keeps it for as long as it lives itself, which in
 * dev mode is longer than the application; so the deadline is looked up for each connection.
 */
public final class HeaderWatchExtension extends ChannelInitializerExtension {

    static final String DEADLINE = "io.monitoring.header-deadline-millis";

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        Long millis = Long.getLong(DEADLINE);
        if (millis != null) {
            channel.pipeline().addFirst(new HeaderWatch(millis));
        }
    }
}
