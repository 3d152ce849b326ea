package io.monitoring.devstack;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;

/**
 * DynamoDB Local in this JVM, on a loopback port. {@link #stop()} takes it off the network as an outage would and keeps
 * its data; {@link #start()} brings it back on the same port; {@link #close()} ends it. All credentials and regions see
 * the same tables.
 */
public final class EmbeddedDynamo implements AutoCloseable {

    private static final boolean SHARED_BY_ALL_CREDENTIALS = true;
    private static final boolean DELAY_TABLE_STATES = false;

    private final int port;
    private final LocalDynamoDBRequestHandler database;
    private final RequestGate gate;
    private Server server;

    private EmbeddedDynamo(int port, boolean inMemory, String folder) {
        this.port = port == 0 ? FreePort.find() : port;
        this.database = new LocalDynamoDBRequestHandler(
                this.port, inMemory, folder, SHARED_BY_ALL_CREDENTIALS, DELAY_TABLE_STATES);
        this.gate = new RequestGate(new LocalDynamoDBServerHandler(database, null));
    }

    /** Not yet started. Port 0 means any free one, which {@link #port()} then keeps. */
    public static EmbeddedDynamo inMemory(int port) {
        return new EmbeddedDynamo(port, true, null);
    }

    /** Not yet started; tables are kept in {@code folder}, which is made if it is missing. */
    public static EmbeddedDynamo inFolder(int port, Path folder) {
        try {
            return new EmbeddedDynamo(
                    port, false, Files.createDirectories(folder).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized EmbeddedDynamo start() {
        if (server != null) {
            return this;
        }
        Server starting = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        // An outage does not wait for requests to end.
        starting.setStopTimeout(0);
        starting.setHandler(gate);
        try {
            starting.start();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "DynamoDB Local could not start on port " + port + ": " + e.getMessage(), e);
        }
        server = starting;
        return this;
    }

    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.stop();
            // Jetty would refuse to hand a handler that still belongs to this server to the next one.
            server.setHandler((org.eclipse.jetty.server.Handler) null);
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local could not stop on port " + port, e);
        } finally {
            server = null;
        }
    }

    public synchronized boolean running() {
        return server != null;
    }

    public int port() {
        return port;
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + port);
    }

    /** Counts what reaches the server; slows and fails requests on demand. */
    public RequestGate gate() {
        return gate;
    }

    @Override
    public void close() {
        stop();
        database.shutdown();
    }
}
