package io.monitoring.devstack;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The embedded stack in a process of its own, for benches and for packaged applications on a laptop.
 *
 * <pre>StandaloneDevStack [dynamodb port, 8000] [SQS port, 9324] [data folder; without one, in memory]</pre>
 */
public final class StandaloneDevStack {

    private StandaloneDevStack() {}

    public static void main(String[] arguments) throws InterruptedException {
        // Nobody configures logging here, and without a level the servers word every debug message, a third of their
        // time.
        Logger.getLogger("").setLevel(Level.WARNING);
        int dynamoPort = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DevStackConfig.DYNAMODB_PORT;
        int queuePort = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DevStackConfig.SQS_PORT;
        EmbeddedDynamo dynamo;
        EmbeddedQueue queue;
        if (arguments.length > 2) {
            Path folder = Path.of(arguments[2]);
            dynamo = EmbeddedDynamo.inFolder(dynamoPort, folder.resolve("dynamodb"));
            queue = EmbeddedQueue.inFolder(queuePort, folder.resolve("sqs"));
        } else {
            dynamo = EmbeddedDynamo.inMemory(dynamoPort);
            queue = EmbeddedQueue.inMemory(queuePort);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            queue.close();
            dynamo.close();
        }));
        dynamo.start();
        queue.start();
        System.out.printf("ready dynamodb=%s sqs=%s%n", dynamo.endpoint(), queue.endpoint());
        new CountDownLatch(1).await();
    }
}
