package io.monitoring.devstack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before an embedded server: counts the requests that reach it, by operation ({@code PutItem}), and makes it slow
 * or failing while a test wants that.
 */
public final class RequestGate extends Handler.Wrapper {

    private record Failure(int status, String code) {}

    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private volatile Duration delay = Duration.ZERO;
    private volatile Failure failure;

    RequestGate(Handler server) {
        super(server);
    }

    /** Every request waits this long before it is worked on. */
    public void delayBy(Duration duration) {
        delay = duration;
    }

    /** Every request is answered with this, for example 500 {@code InternalServerError}, and does nothing. */
    public void failWith(int status, String code) {
        failure = new Failure(status, code);
    }

    /** As if it had never been slow or failing. Counts stay. */
    public void recover() {
        delay = Duration.ZERO;
        failure = null;
    }

    /** Requests since the start, failed ones included. */
    public long requests() {
        return requests.values().stream().mapToLong(LongAdder::sum).sum();
    }

    public long requests(String operation) {
        LongAdder counted = requests.get(operation);
        return counted == null ? 0 : counted.sum();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String target = request.getHeaders().get("X-Amz-Target");
        String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
        requests.computeIfAbsent(operation, key -> new LongAdder()).increment();
        Duration wait = delay;
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
        Failure answer = failure;
        if (answer == null) {
            return super.handle(request, response, callback);
        }
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
        String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"on demand\"}"
                .formatted(answer.code());
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
