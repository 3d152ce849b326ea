package io.monitoring.ingest.json;

import io.monitoring.ingest.batch.IngestException;
import java.io.InputStream;

/** A body with one position that two readers share: Jackson, byte by byte, and {@link ColumnScanner}, in leaps. */
final class ByteCursor extends InputStream {

    private final byte[] bytes;
    private int position;

    ByteCursor(byte[] bytes, int start) {
        this.bytes = bytes;
        this.position = start;
    }

    /** Refuses control characters, which JSON has nowhere: Jackson's reader of data inputs takes them for white space. */
    @Override
    public int read() {
        if (position == bytes.length) {
            return -1;
        }
        byte b = bytes[position++];
        if (b >= 0 && b < ' ' && !IngestParser.isSpace(b)) {
            throw IngestException.malformed(
                    MalformedJson.BODY, "is not valid JSON: control character before byte " + position);
        }
        return b & 0xff;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    void position(int newPosition) {
        position = newPosition;
    }

    /** Whether only white space is left. */
    boolean isAtEnd() {
        return skipSpace(position) == bytes.length;
    }

    int skipSpace(int from) {
        int i = from;
        while (i < bytes.length && IngestParser.isSpace(bytes[i])) {
            i++;
        }
        return i;
    }
}
