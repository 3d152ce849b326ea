package io.monitoring.store.format;

import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.column.ByteSink;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.ModelSink;
import io.monitoring.store.format.column.TextBlob;
import java.util.ArrayList;
import java.util.List;

/** The points' metadata, apart from their columns: which point has some, whether it repeats, and the texts. */
final class MetadataWriter {

    private final List<SeriesPoints> series;

    MetadataWriter(List<SeriesPoints> series) {
        this.series = series;
    }

    void write(ByteSink out, int level) {
        ModelSink sink = new ModelSink(256);
        List<String> texts = new ArrayList<>();
        List<SeriesPoints> withMetadata =
                series.stream().filter(SeriesPoints::hasMetadata).toList();
        for (SeriesPoints points : withMetadata) {
            String previous = null;
            int before = 1;
            for (int i = 0; i < points.size(); i++) {
                String text = points.metadata(i);
                sink.flag(Context.PRESENT + before, text != null);
                before = text != null ? 1 : 0;
                if (text != null) {
                    boolean repeated = text.equals(previous);
                    sink.flag(Context.PRESENT + 2, repeated);
                    if (!repeated) {
                        texts.add(text);
                        previous = text;
                    }
                }
            }
        }
        TextBlob blob = TextBlob.of(texts);
        int previous = 0;
        for (int i = 0; i < texts.size(); i++) {
            sink.number(Context.LENGTH, blob.length(i) - (long) previous);
            previous = blob.length(i);
        }
        PointWriter.append(out, sink);
        blob.write(out, SeriesVocabulary.VERSION_1, level);
    }
}
