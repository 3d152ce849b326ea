package io.monitoring.bench.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Sends requests at a rate that does not wait for answers, over keep-alive connections from one thread: it shares the
 * machine with what it measures. A request that finds no free connection waits for one, and its time counts from when it
 * was due.
 */
final class OpenLoop implements AutoCloseable {

    private static final String RETRY_AFTER = "\r\nretry-after:";
    private static final String LENGTH = "\r\ncontent-length:";
    private static final int LARGEST_ANSWER = 16 * 1024;
    private static final long END_NANOS = 5_000_000_000L;

    /** How a request was answered, status 0: not at all; since it was due. */
    record Answer(int status, long nanos, boolean retryAfter) {}

    private static final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(LARGEST_ANSWER);
        private ByteBuffer request;
        private long due;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final int port;
    private final int connections;
    private final IntFunction<byte[]> requests;
    private final Selector selector = Selector.open();
    private final Deque<SelectionKey> free = new ArrayDeque<>();
    private List<Answer> answers = new ArrayList<>();
    private int sent;
    private int open;

    /** @param requests the bytes of the nth request */
    OpenLoop(int port, int connections, IntFunction<byte[]> requests) throws IOException {
        this.port = port;
        this.connections = connections;
        this.requests = requests;
    }

    /** Sends so many requests a second for so long, and waits a little for what is not answered then. */
    List<Answer> run(double perSecond, Duration length) throws IOException {
        answers = new ArrayList<>();
        double interval = 1e9 / perSecond;
        long start = System.nanoTime();
        long end = start + length.toNanos();
        double due = start;
        while (true) {
            long now = System.nanoTime();
            while (due <= now && due < end && begin((long) due)) {
                due += interval;
            }
            boolean allSent = due >= end;
            if (allSent && free.size() == open || now > end + END_NANOS) {
                break;
            }
            long pause = allSent || due <= now ? 10 : Math.max(1, (long) ((due - now) / 1e6));
            selector.select(this::ready, pause);
        }
        for (; due < end; due += interval) {
            answers.add(new Answer(0, System.nanoTime() - (long) due, false));
        }
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (key.isValid() && connection(key).request != null) {
                lost(key);
            }
        }
        return answers;
    }

    /** False when there is no connection for it. */
    private boolean begin(long due) throws IOException {
        SelectionKey key = free.isEmpty() && open < connections ? connect() : free.pollFirst();
        if (key == null) {
            return false;
        }
        Connection connection = connection(key);
        connection.due = due;
        connection.request = ByteBuffer.wrap(requests.apply(sent++));
        connection.answer.clear();
        try {
            write(key);
        } catch (IOException closed) {
            lost(key);
        }
        return true;
    }

    private SelectionKey connect() throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        open++;
        return channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
    }

    private static Connection connection(SelectionKey key) {
        return (Connection) key.attachment();
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isWritable()) {
                write(key);
            }
            if (key.isReadable()) {
                read(key);
            }
        } catch (IOException closed) {
            lost(key);
        }
    }

    private void write(SelectionKey key) throws IOException {
        Connection connection = connection(key);
        connection.channel.write(connection.request);
        key.interestOps(
                connection.request.hasRemaining()
                        ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                        : SelectionKey.OP_READ);
    }

    private void read(SelectionKey key) throws IOException {
        Connection connection = connection(key);
        if (connection.channel.read(connection.answer) < 0) {
            throw new IOException("closed");
        }
        var text = new String(connection.answer.array(), 0, connection.answer.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (connection.request == null || head < 0) {
            return;
        }
        String headers = text.substring(0, head).toLowerCase(Locale.ROOT) + "\r\n";
        int at = headers.indexOf(LENGTH);
        int length = at < 0
                ? 0
                : Integer.parseInt(headers.substring(at + LENGTH.length(), headers.indexOf('\r', at + 2))
                        .trim());
        if (text.length() < head + 4 + length) {
            return;
        }
        int status = Integer.parseInt(text.substring(9, 12));
        answers.add(new Answer(status, System.nanoTime() - connection.due, headers.contains(RETRY_AFTER)));
        connection.request = null;
        free.addFirst(key);
    }

    private void lost(SelectionKey key) {
        Connection connection = connection(key);
        if (connection.request != null) {
            answers.add(new Answer(0, System.nanoTime() - connection.due, false));
            connection.request = null;
        } else {
            free.remove(key);
        }
        open--;
        key.cancel();
        try {
            connection.channel.close();
        } catch (IOException alreadyClosed) {
            // as wanted
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            key.channel().close();
        }
        selector.close();
    }
}
