package io.monitoring.platform;

import io.quarkus.runtime.BlockingOperationControl;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Ends the reading of a body whose length was not announced where it gets over the limit. An announced one is refused by
 * {@link ProblemRoutes} before it is read. A method on the event loop has its body read for it before any stream can be
 * put in between; what gets over the limit there is ended by Quarkus, with an empty 413.
 */
class BodyLimit {

    private final HttpLimits limits;

    BodyLimit(HttpLimits limits) {
        this.limits = limits;
    }

    @ServerRequestFilter
    void limit(ContainerRequestContext request) {
        if (BlockingOperationControl.isBlockingAllowed()
                && request.getHeaderString(HttpHeaders.CONTENT_LENGTH) == null
                && request.getHeaderString("Transfer-Encoding") != null) {
            request.setEntityStream(new Counted(request.getEntityStream(), limits.body()));
        }
    }

    private static final class Counted extends FilterInputStream {

        private final long limit;
        private long read;

        Counted(InputStream body, long limit) {
            super(body);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int some = super.read(into, offset, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int more) {
            read += more;
            if (read > limit) {
                throw new ProblemException(ProblemCode.TOO_LARGE, HttpLimits.tooLarge(limit));
            }
        }
    }
}
