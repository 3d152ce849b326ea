package io.monitoring.store.format;

import io.monitoring.series.SeriesPoints;
import java.util.ArrayList;
import java.util.List;

/** Packs points into as few blocks as the size of an item allows. */
public final class BlockPacking {

    /** DynamoDB takes items up to 400 KB; the queue, messages up to 256 KB, and there these bytes are a third more in Base64. */
    public static final int MAX_BYTES = 180_000;

    private BlockPacking() {}

    /** One block where it fits, else halves of halves. */
    public static List<byte[]> pack(List<SeriesPoints> series) {
        List<byte[]> blocks = new ArrayList<>(1);
        pack(series, PointCodec.Effort.FAST, blocks);
        return blocks;
    }

    public static void pack(List<SeriesPoints> series, PointCodec.Effort effort, List<byte[]> blocks) {
        byte[] bytes = PointCodec.encode(series, effort);
        if (bytes.length <= MAX_BYTES
                || (series.size() == 1 && series.getFirst().size() == 1)) {
            blocks.add(bytes);
            return;
        }
        for (List<SeriesPoints> half : halves(series)) {
            pack(half, effort, blocks);
        }
    }

    private static List<List<SeriesPoints>> halves(List<SeriesPoints> series) {
        if (series.size() > 1) {
            int middle = series.size() / 2;
            return List.of(series.subList(0, middle), series.subList(middle, series.size()));
        }
        SeriesPoints points = series.getFirst();
        int middle = points.size() / 2;
        return List.of(List.of(slice(points, 0, middle)), List.of(slice(points, middle, points.size())));
    }

    private static SeriesPoints slice(SeriesPoints points, int from, int to) {
        var slice = new SeriesPoints(points.key(), to - from);
        slice.addRange(points, from, to);
        return slice;
    }
}
