package io.monitoring.devstack;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.DB$;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.List$;
import scala.concurrent.Await;
import scala.concurrent.Awaitable;
import scala.concurrent.duration.FiniteDuration;
import scalikejdbc.ConnectionPool;
import scalikejdbc.ConnectionPoolSettings;

/**
 * ElasticMQ in this JVM, on a loopback port. {@link #stop()} takes it off the network as an outage would and keeps queues
 * and messages; {@link #start()} brings it back on the same port; {@link #close()} ends it. With a folder, queues and
 * messages outlive the JVM; only one such queue at a time in a JVM, for ElasticMQ keeps its connections in a static.
 */
public final class EmbeddedQueue implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String USER = "";
    private static final String PASSWORD = "";
    private static final boolean KEEP_WHAT_IS_THERE = false;
    private static final FiniteDuration AT_ONCE = FiniteDuration.apply(50, TimeUnit.MILLISECONDS);

    private final int port;
    private final ActorSystem actors;
    private final Optional<ActorRef> storage;
    private final ActorRef queues;
    private SQSRestServer server;

    private EmbeddedQueue(int port, Optional<Path> folder) {
        this.port = port == 0 ? FreePort.find() : port;
        // ElasticMQ logs every message at DEBUG; its threads must not keep a finished JVM alive. The class loader is
        // named because the caller's is another one in dev mode.
        ClassLoader loader = ActorSystem.class.getClassLoader();
        Config config = ConfigFactory.parseString("pekko.loglevel=WARNING, pekko.daemonic=on")
                .withFallback(ConfigFactory.load(loader));
        this.actors = ActorSystem.create("elasticmq", config, loader);
        this.storage = folder.map(this::storage);
        this.queues = actors.actorOf(Props.create(
                QueueManagerActor.class,
                new NowProvider(),
                StrictSQSLimits$.MODULE$,
                Option.apply(storage.orElse(null))));
        storage.ifPresent(this::restore);
    }

    /** Not yet started. Port 0 means any free one, which {@link #port()} then keeps. */
    public static EmbeddedQueue inMemory(int port) {
        return new EmbeddedQueue(port, Optional.empty());
    }

    /** Not yet started; queues and messages are kept in {@code folder}, which is made if it is missing. */
    public static EmbeddedQueue inFolder(int port, Path folder) {
        try {
            return new EmbeddedQueue(port, Optional.of(Files.createDirectories(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized EmbeddedQueue start() {
        if (server != null) {
            return this;
        }
        TheSQSRestServerBuilder builder = SQSRestServerBuilder.withActorSystem(actors)
                .withQueueManagerActor(queues)
                .withInterface("localhost")
                .withPort(port)
                .withServerAddress(new NodeAddress("http", "localhost", port, ""));
        SQSRestServer starting =
                storage.map(builder::withQueueEventListener).orElse(builder).start();
        try {
            Await.ready(starting.startFuture(), FiniteDuration.apply(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            server = starting;
            return this;
        } catch (InterruptedException | TimeoutException | RuntimeException e) {
            throw new IllegalStateException("ElasticMQ could not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    public synchronized void stop() {
        if (server != null) {
            // Not ElasticMQ's own stop, which leaves open connections served.
            await(server.waitUntilStarted().terminate(AT_ONCE));
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

    @Override
    public void close() {
        stop();
        await(actors.terminate());
        if (storage.isPresent()) {
            ConnectionPool.closeAll();
        }
    }

    private ActorRef storage(Path folder) {
        String uri = "jdbc:h2:" + folder.toAbsolutePath().resolve("queues");
        SqlQueuePersistenceConfig config =
                new SqlQueuePersistenceConfig(true, "org.h2.Driver", uri, USER, PASSWORD, KEEP_WHAT_IS_THERE);
        // ElasticMQ opens its connection pool once in the life of its classes, and a live reload keeps those.
        DB$.MODULE$.initializeSingleton(config);
        ConnectionPoolSettings settings = ConnectionPool.singleton$default$4();
        ConnectionPool.singleton(
                uri, USER, PASSWORD, settings, ConnectionPool.singleton$default$5(uri, USER, PASSWORD, settings));
        return actors.actorOf(Props.create(SqlQueuePersistenceActor.class, config, List$.MODULE$.empty()));
    }

    private void restore(ActorRef stored) {
        // The embedded stack is started where blocking is expected: at the start of dev mode, or by a test.
        Object outcome = Patterns.ask(stored, new QueueEvent.Restore(queues), PATIENCE)
                .toCompletableFuture()
                .join();
        if (outcome instanceof scala.util.Left<?, ?> failed) {
            throw new IllegalStateException("ElasticMQ could not read its stored queues: " + failed.value());
        }
    }

    private static void await(Awaitable<?> awaitable) {
        try {
            Await.ready(awaitable, FiniteDuration.apply(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            throw new IllegalStateException("ElasticMQ did not answer within " + PATIENCE, e);
        }
    }
}
