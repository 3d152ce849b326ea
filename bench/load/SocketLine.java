import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One HTTP connection to a server, opened as soon as there is a port. */
final class SocketLine implements Line {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
    /** A try takes processor time from the process that is measured: one in half a millisecond, or in 1/200 of the wait. */
    private static final long OFTEN = TimeUnit.MICROSECONDS.toNanos(500);

    private static final int PART = 200;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final int port;
    private Socket socket;

    SocketLine() throws IOException {
        port = Servers.freePort();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("QUARKUS_HTTP_PORT", "" + port, "QUARKUS_HTTP_HOST", "127.0.0.1");
    }

    @Override
    public int status(Process process, String method, String path, String body) throws IOException {
        if (socket == null) {
            socket = connect(process);
        }
        String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(head.toString());
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("no length: " + head);
        }
        in.readNBytes(Integer.parseInt(length.group(1)));
        return Integer.parseInt(head.substring(9, 12));
    }

    private Socket connect(Process process) throws IOException {
        long started = System.nanoTime();
        while (true) {
            var opened = new Socket();
            try {
                opened.setTcpNoDelay(true);
                opened.connect(new InetSocketAddress("127.0.0.1", port));
                return opened;
            } catch (IOException notYet) {
                opened.close();
            }
            long waited = System.nanoTime() - started;
            if (!process.isAlive() || waited > PATIENCE) {
                throw new IOException("it did not start");
            }
            LockSupport.parkNanos(Math.max(OFTEN, waited / PART));
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}
