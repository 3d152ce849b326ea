package io.monitoring.runbooks;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** {@code moto_server}: CloudWatch, Logs, Lambda, API Gateway and EC2 in a process of their own, in memory. */
final class Moto implements AutoCloseable {

    private final int port = freePort();
    private final Process process;

    Moto() {
        try {
            process = new ProcessBuilder(Tools.find("moto_server").orElseThrow().toString(), "-p", String.valueOf(port))
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "moto-" + port + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofMinutes(2)).until(this::listens);
    }

    static boolean present() {
        return Tools.present("moto_server");
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("moto_server ended with " + process.exitValue());
        }
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
