package io.monitoring.platform.http.body;

import io.monitoring.platform.http.HttpLimits;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Gives every resource its body as plain UTF-8, whatever it was sent as. After all other filters: nothing is decompressed
 * for whom they turn away.
 */
class BodyFilter {

    private static final int LAST = Priorities.USER + 1000;
    private static final Set<String> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private static final String TRANSFER_ENCODING = "Transfer-Encoding";

    private final HttpLimits limits;

    BodyFilter(HttpLimits limits) {
        this.limits = limits;
    }

    /** Null where there is nothing to wait for. */
    @ServerRequestFilter(priority = LAST)
    Uni<Void> decode(ContainerRequestContext request) {
        if (!WITH_BODY.contains(request.getMethod())) {
            return null;
        }
        ByteArrayInputStream stream = stream(request);
        long limit = limits.body(request.getUriInfo().getPath());
        String encoding = header(request, HttpHeaders.CONTENT_ENCODING);
        if (stream.available() > 0) {
            BodyCharset.require(header(request, HttpHeaders.CONTENT_TYPE));
        }
        if (BodyDecoder.isPlain(encoding)) {
            BodyDecoder.requireFits(stream.available(), limit);
            return null;
        }
        byte[] body = stream.readAllBytes();
        return Uni.createFrom()
                .item(() -> BodyDecoder.decode(body, encoding, limit))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .invoke(plain -> request.setEntityStream(new ByteArrayInputStream(plain)))
                .replaceWithVoid();
    }

    /** What was handed over; an empty one where nothing was announced, since asking for that one begins to read. */
    private static ByteArrayInputStream stream(ContainerRequestContext request) {
        boolean announced = request.getLength() > 0 || header(request, TRANSFER_ENCODING) != null;
        return announced && request.getEntityStream() instanceof ByteArrayInputStream sent
                ? sent
                : new ByteArrayInputStream(new byte[0]);
    }

    private static String header(ContainerRequestContext request, String name) {
        List<String> lines = request.getHeaders().get(name);
        return lines == null ? null : String.join(",", lines);
    }
}
