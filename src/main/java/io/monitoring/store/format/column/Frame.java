package io.monitoring.store.format.column;

import java.util.zip.CRC32C;

/** What surrounds every stored document: a byte that names its kind and version, and a CRC-32C of all before it. */
public final class Frame {

    private static final int CHECKSUM_BYTES = 4;

    private Frame() {}

    public static ByteSink begin(int kindAndVersion, int capacity) {
        ByteSink out = new ByteSink(capacity);
        out.writeByte(kindAndVersion);
        return out;
    }

    public static byte[] end(ByteSink out) {
        out.writeInt(checksum(out.buffer(), out.size()));
        return out.toByteArray();
    }

    /** The document's body, once kind, version and checksum are right. */
    public static ByteSource open(byte[] data, int kindAndVersion) {
        int end = data.length - CHECKSUM_BYTES;
        if (end < 1) {
            throw new CorruptBlockException("only " + data.length + " bytes");
        }
        int found = data[0] & 0xff;
        if (found != kindAndVersion) {
            throw new CorruptBlockException(
                    String.format("kind and version are %02x, expected %02x", found, kindAndVersion));
        }
        int stored = (data[end] & 0xff) << 24
                | (data[end + 1] & 0xff) << 16
                | (data[end + 2] & 0xff) << 8
                | data[end + 3] & 0xff;
        if (stored != checksum(data, end)) {
            throw new CorruptBlockException("checksum does not match: truncated or altered");
        }
        return new ByteSource(data, 1, end);
    }

    private static int checksum(byte[] data, int length) {
        CRC32C crc = new CRC32C();
        crc.update(data, 0, length);
        return (int) crc.getValue();
    }
}
