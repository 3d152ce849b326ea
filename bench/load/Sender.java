import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends prebuilt requests over so many connections, each with one request at a time, from one thread: it shares the
 * machine with what it measures and should take little of it.
 */
final class Sender {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private final int port;
    private final int status;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
    private int open;

    private Sender(int port, int status) {
        this.port = port;
        this.status = status;
    }

    private static final class Connection {
        private final ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
        private ByteBuffer request;
    }

    /** Nanoseconds until the last request was answered; an answer of any other status is an error. */
    static long send(int port, int status, List<ByteBuffer> requests, int connections) throws IOException {
        var sender = new Sender(port, status);
        requests.forEach(request -> sender.waiting.add(request.duplicate()));
        return sender.run(connections);
    }

    private long run(int connections) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_WRITE, new Connection());
                open++;
            }
            long started = System.nanoTime();
            for (SelectionKey key : selector.keys()) {
                next(key);
            }
            while (open > 0) {
                selector.select(this::ready);
            }
            return System.nanoTime() - started;
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isWritable()) {
                write(key);
            } else if (key.isReadable()) {
                read(key);
            }
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + ": " + e.getMessage(), e);
        }
    }

    private void next(SelectionKey key) throws IOException {
        var connection = (Connection) key.attachment();
        connection.request = waiting.poll();
        if (connection.request == null) {
            open--;
            key.channel().close();
            return;
        }
        connection.answer.clear();
        write(key);
    }

    private void write(SelectionKey key) throws IOException {
        ByteBuffer request = ((Connection) key.attachment()).request;
        ((SocketChannel) key.channel()).write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void read(SelectionKey key) throws IOException {
        ByteBuffer answer = ((Connection) key.attachment()).answer;
        if (((SocketChannel) key.channel()).read(answer) < 0) {
            throw new IOException("closed before it answered");
        }
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return;
        }
        Matcher length = LENGTH.matcher(text).region(0, head);
        if (text.length() < head + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0)) {
            return;
        }
        if (!text.startsWith(Integer.toString(status), 9)) {
            throw new IOException("answered " + text);
        }
        next(key);
    }
}
