package io.monitoring.platform.edge;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged from now on in a category and those below it. */
public final class Logs implements AutoCloseable {

    /** Message, id of the request, and the causes of what went wrong: all that a format may show. */
    private static final Formatter FORMAT = new PatternFormatter("%s %X{request_id} %e");

    private final Logger logger;
    private final Handler handler = new Gathering();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public Logs(String category) {
        this.logger = Logger.getLogger(category);
        logger.addHandler(handler);
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }

    private final class Gathering extends Handler {

        @Override
        public void publish(LogRecord record) {
            lines.add(FORMAT.format(record));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
