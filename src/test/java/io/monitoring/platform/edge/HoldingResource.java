package io.monitoring.platform.edge;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers when the test says so. */
@Path("/test-hold")
@Singleton
public class HoldingResource {

    private final Queue<UniEmitter<? super String>> held = new ConcurrentLinkedQueue<>();

    @GET
    public Uni<String> hold() {
        return Uni.createFrom().<String>emitter(held::add);
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<String> hold(byte[] body) {
        return Uni.createFrom().<String>emitter(held::add);
    }

    @POST
    @Path("/length")
    @Consumes(MediaType.WILDCARD)
    public Uni<Integer> length(byte[] body) {
        return Uni.createFrom().item(body.length);
    }

    @POST
    @Path("/echo")
    @Consumes(MediaType.WILDCARD)
    public Uni<byte[]> echo(byte[] body) {
        return Uni.createFrom().item(body);
    }

    @POST
    @Path("/echo-from-a-worker")
    @Consumes(MediaType.WILDCARD)
    public byte[] echoFromAWorker(byte[] body) {
        return body;
    }

    int held() {
        return held.size();
    }

    void release() {
        for (var one = held.poll(); one != null; one = held.poll()) {
            one.complete("released");
        }
    }
}
