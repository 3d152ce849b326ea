package io.monitoring.bench.faults;

import io.monitoring.bench.faults.Fault.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The way from the instances to a dependency, which has one fault at a time or none. */
final class FaultProxy implements AutoCloseable {

    private static final byte[] THROTTLED = HttpMessage.answer(
            400,
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\","
                    + "\"message\":\"told so\"}");
    private static final byte[] SERVER_ERROR = HttpMessage.answer(
            500, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\",\"message\":\"told so\"}");

    /** Servers close connections that were idle for long; a request on such a one would be lost without a fault. */
    private static final long FRESH_NANOS = 5_000_000_000L;

    private final int target;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong struck = new AtomicLong();
    private ServerSocket listener;
    private volatile Fault fault;

    FaultProxy(int target) {
        this.target = target;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    int port() {
        return port;
    }

    String endpoint() {
        return "http://localhost:" + port;
    }

    long requests() {
        return requests.get();
    }

    /** Requests that met a fault. */
    long struck() {
        return struck.get();
    }

    synchronized void begin(Fault next) {
        fault = next;
        if (next.kind() == Kind.REFUSED) {
            close(listener);
        }
        if (next.kind() == Kind.REFUSED || next.kind() == Kind.RESET || next.kind() == Kind.RESET_DONE) {
            sockets.forEach(FaultProxy::reset);
        }
    }

    /** Back to normal; connections on which something was swallowed are reset by their threads. */
    synchronized void end() {
        fault = null;
        if (listener.isClosed()) {
            listener = listen(port);
        }
    }

    @Override
    public synchronized void close() {
        close(listener);
        sockets.forEach(FaultProxy::reset);
        threads.shutdownNow();
    }

    private ServerSocket listen(int at) {
        try {
            var made = new ServerSocket();
            made.setReuseAddress(true);
            made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 512);
            threads.execute(() -> accept(made));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket made) {
        while (!made.isClosed()) {
            try {
                Socket near = made.accept();
                near.setTcpNoDelay(true);
                sockets.add(near);
                threads.execute(() -> serve(near));
            } catch (IOException closed) {
                // the loop's condition says whether it goes on
            }
        }
    }

    private void serve(Socket near) {
        var far = new FarEnd();
        try {
            InputStream in = new BufferedInputStream(near.getInputStream());
            byte[] request = HttpMessage.read(in);
            while (request != null && pass(request, near, far)) {
                request = HttpMessage.read(in);
            }
        } catch (IOException | InterruptedException gone) {
            // one of both ends
        } finally {
            reset(near);
            far.close();
            sockets.remove(near);
        }
    }

    /** False when the connection is to be reset. */
    private boolean pass(byte[] request, Socket near, FarEnd far) throws IOException, InterruptedException {
        requests.incrementAndGet();
        Fault now = fault;
        if (now == null || ThreadLocalRandom.current().nextInt(100) >= now.percent()) {
            return answer(near, far.call(request));
        }
        struck.incrementAndGet();
        switch (now.kind()) {
            case LATENCY -> {
                Thread.sleep(now.millis());
                return answer(near, far.call(request));
            }
            case THROTTLED -> near.getOutputStream().write(THROTTLED);
            case SERVER_ERROR -> near.getOutputStream().write(SERVER_ERROR);
            case SERVER_ERROR_DONE -> {
                far.call(request);
                near.getOutputStream().write(SERVER_ERROR);
            }
            case RESET_DONE -> {
                far.call(request);
                return false;
            }
            case HALF_OPEN, BLACKHOLE -> {
                awaitEnd(now);
                return false;
            }
            case RESET, REFUSED, KILL -> {
                return false;
            }
        }
        return true;
    }

    private boolean answer(Socket near, byte[] answer) throws IOException, InterruptedException {
        Fault now = fault;
        if (now != null && now.kind() == Kind.BLACKHOLE) {
            awaitEnd(now);
            return false;
        }
        near.getOutputStream().write(answer);
        return true;
    }

    private void awaitEnd(Fault now) throws InterruptedException {
        while (now.equals(fault)) {
            Thread.sleep(20);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            // as wanted
        }
        close(socket);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyGone) {
            // as wanted
        }
    }

    /** The connection to the dependency that belongs to one of ours. */
    private final class FarEnd {

        private Socket socket;
        private InputStream in;
        private long used;

        byte[] call(byte[] request) throws IOException {
            if (socket == null || System.nanoTime() - used > FRESH_NANOS) {
                close();
                socket = new Socket(InetAddress.getLoopbackAddress(), target);
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream());
            }
            socket.getOutputStream().write(request);
            byte[] answer = HttpMessage.read(in);
            used = System.nanoTime();
            if (answer == null) {
                throw new IOException("no answer");
            }
            return answer;
        }

        void close() {
            if (socket != null) {
                reset(socket);
            }
        }
    }
}
