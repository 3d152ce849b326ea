package io.monitoring.store.format;

import io.monitoring.store.format.column.ByteSource;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.ModelSource;
import io.monitoring.store.format.column.TextBlob;
import java.util.Arrays;

/** Reads what {@link MetadataWriter} wrote. */
final class MetadataReader {

    private static final int NONE = -1;

    private MetadataReader() {}

    /** A column for each chosen series with metadata; the section is stepped over when none is. */
    static String[][] read(ByteSource in, int[] counts, boolean[] present, boolean[] chosen, boolean any) {
        ModelSource source = PointReader.section(in);
        TextBlob.Section texts = TextBlob.Section.read(in);
        String[][] columns = new String[counts.length][];
        if (!any) {
            return columns;
        }
        int[][] references = new int[counts.length][];
        int distinct = 0;
        for (int i = 0; i < counts.length; i++) {
            if (present[i]) {
                references[i] = new int[counts[i]];
                distinct = readReferences(source, references[i], distinct);
            }
        }
        String[] all = texts.texts(lengths(source, texts, distinct), distinct, SeriesVocabulary.VERSION_1);
        for (int i = 0; i < counts.length; i++) {
            if (present[i] && chosen[i]) {
                columns[i] = Arrays.stream(references[i])
                        .mapToObj(reference -> reference == NONE ? null : all[reference])
                        .toArray(String[]::new);
            }
        }
        return columns;
    }

    private static int readReferences(ModelSource source, int[] references, int known) {
        int distinct = known;
        int before = 1;
        int previous = NONE;
        for (int i = 0; i < references.length; i++) {
            references[i] = NONE;
            before = source.flag(Context.PRESENT + before) ? 1 : 0;
            if (before == 1) {
                if (!source.flag(Context.PRESENT + 2)) {
                    previous = distinct++;
                }
                references[i] = previous;
            }
        }
        return distinct;
    }

    private static int[] lengths(ModelSource source, TextBlob.Section texts, int count) {
        int[] lengths = new int[count];
        int previous = 0;
        long total = 0;
        for (int i = 0; i < count; i++) {
            previous += source.number(Context.LENGTH, -previous, Integer.MAX_VALUE - previous);
            lengths[i] = previous;
            total += previous;
            texts.check(total);
        }
        return lengths;
    }
}
