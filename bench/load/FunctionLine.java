import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Lambda runtime API, as far as a function that never fails needs it; requests are events of a function URL. */
final class FunctionLine implements Line {

    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final Pattern STATUS = Pattern.compile("\"statusCode\":(\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new SynchronousQueue<>();

    FunctionLine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PREFIX + "invocation/next", this::next);
        server.createContext(PREFIX, this::answered);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort(),
                "AWS_LAMBDA_FUNCTION_NAME", "monitoring-api-bench",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "_HANDLER", "bootstrap");
    }

    @Override
    public int status(Process process, String method, String path, String body)
            throws IOException, InterruptedException {
        events.add("""
                {"version":"2.0","routeKey":"$default","rawPath":"%s","rawQueryString":"",\
                "headers":{"content-type":"application/json","host":"localhost"},\
                "requestContext":{"http":{"method":"%s","path":"%s","protocol":"HTTP/1.1","sourceIp":"127.0.0.1"},\
                "stage":"$default"},"body":"%s","isBase64Encoded":false}"""
                .formatted(path, method, path, body.replace("\"", "\\\"")));
        String answer = answers.poll(2, TimeUnit.MINUTES);
        Matcher status = STATUS.matcher(answer == null ? "" : answer);
        if (!status.find()) {
            throw new IOException("no status: " + answer);
        }
        return Integer.parseInt(status.group(1));
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "bench");
            exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:0:function:bench");
            exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", "" + (System.currentTimeMillis() + 30_000));
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
        } catch (InterruptedException over) {
            // the process has been told to end
        }
        exchange.close();
    }

    private void answered(HttpExchange exchange) throws IOException {
        String answer = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            answers.put(answer);
        } catch (InterruptedException over) {
            // nobody waits for it any more
        }
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
