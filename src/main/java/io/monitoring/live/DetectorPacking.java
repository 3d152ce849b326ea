package io.monitoring.live;

import io.monitoring.analysis.anomaly.CorruptStateException;
import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.analysis.anomaly.DetectorState;
import io.monitoring.series.SeriesKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Many detectors of a service as bytes: a version, then under deflate their number and for each its metric, labels and
 * {@link DetectorState}.
 */
final class DetectorPacking {

    private static final int VERSION = 1;

    private DetectorPacking() {}

    static byte[] pack(Map<SeriesKey, Detector> detectors) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(detectors.size());
            for (var entry : detectors.entrySet()) {
                out.writeUTF(entry.getKey().metric());
                out.writeShort(entry.getKey().labels().size());
                for (var label : entry.getKey().labels().entrySet()) {
                    out.writeUTF(label.getKey());
                    out.writeUTF(label.getValue());
                }
                byte[] state = DetectorState.encode(entry.getValue());
                out.writeShort(state.length);
                out.write(state);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws CorruptStateException when the bytes are not what {@link #pack} made */
    static Map<SeriesKey, Detector> unpack(String service, byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new CorruptStateException("no detectors of version " + VERSION);
        }
        Map<SeriesKey, Detector> detectors = new HashMap<>();
        try (var in =
                new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1)))) {
            for (int left = in.readInt(); left > 0; left--) {
                String metric = in.readUTF();
                Map<String, String> labels = new TreeMap<>();
                for (int label = in.readUnsignedShort(); label > 0; label--) {
                    labels.put(in.readUTF(), in.readUTF());
                }
                byte[] state = in.readNBytes(in.readUnsignedShort());
                detectors.put(SeriesKey.of(service, metric, labels), DetectorState.decode(state));
            }
            if (in.read() >= 0) { // the checksum is compared at the end, so it has to be reached
                throw new CorruptStateException("more than its detectors");
            }
        } catch (IOException e) {
            throw new CorruptStateException(e.getMessage());
        }
        return detectors;
    }
}
