import java.io.IOException;
import java.util.Map;

/** How a process that is being measured is asked. */
interface Line extends AutoCloseable {

    /** What the process is told of this line. */
    Map<String, String> environment();

    /** Asks as soon as the process can be asked, and waits for the whole answer. */
    int status(Process process, String method, String path, String body) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
