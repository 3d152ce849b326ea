package io.monitoring.platform.edge;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends what no HTTP client would. */
public final class RawConnection implements AutoCloseable {

    private final Socket socket;

    public RawConnection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    }

    public RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Whether it could still be sent. */
    boolean trySend(String text) {
        try {
            send(text);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Up to the end of the connection. */
    public String everything() throws IOException {
        var answer = new StringBuilder();
        byte[] some = new byte[8192];
        try {
            for (int read; (read = socket.getInputStream().read(some)) >= 0; ) {
                answer.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException reset) {
            return answer.toString();
        }
        return answer.toString();
    }

    /** Up to the end of the headers of an answer. */
    String head() throws IOException {
        var answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read();
            if (read < 0) {
                return answer.toString();
            }
            answer.append((char) read);
        }
        return answer.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
