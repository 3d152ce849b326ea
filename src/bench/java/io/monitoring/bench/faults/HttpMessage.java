package io.monitoring.bench.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A request or an answer as its bytes, read whole: just enough of HTTP/1.1 for a proxy. */
final class HttpMessage {

    private HttpMessage() {}

    /** The next message; null when the connection was closed between two. */
    static byte[] read(InputStream in) throws IOException {
        var message = new ByteArrayOutputStream(1024);
        String line = line(in, message);
        if (line == null) {
            return null;
        }
        long length = 0;
        boolean chunked = false;
        while (!line.isEmpty()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(
                        header.substring("content-length:".length()).trim());
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = header.contains("chunked");
            }
            line = next(in, message);
        }
        if (chunked) {
            readChunks(in, message);
        } else {
            copy(in, message, length);
        }
        return message.toByteArray();
    }

    static byte[] answer(int status, String body) {
        return "HTTP/1.1 %d told so\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void readChunks(InputStream in, ByteArrayOutputStream message) throws IOException {
        long size;
        do {
            size = Long.parseLong(next(in, message).trim(), 16);
            copy(in, message, size);
            next(in, message);
        } while (size > 0);
    }

    private static void copy(InputStream in, ByteArrayOutputStream message, long length) throws IOException {
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        message.write(bytes);
    }

    private static String next(InputStream in, ByteArrayOutputStream message) throws IOException {
        String line = line(in, message);
        if (line == null) {
            throw new EOFException();
        }
        return line;
    }

    private static String line(InputStream in, ByteArrayOutputStream message) throws IOException {
        var line = new StringBuilder();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0) {
            message.write(b);
            if (b == '\n') {
                return line.toString();
            }
            if (b != '\r') {
                line.append((char) b);
            }
            b = in.read();
        }
        throw new EOFException();
    }
}
