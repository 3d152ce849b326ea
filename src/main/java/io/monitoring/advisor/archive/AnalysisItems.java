package io.monitoring.advisor.archive;

import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Analyses as items of the one table, two each: {@code pk=A, sk=<id>} is what lists and the search for similar ones read,
 * {@code pk=A#<id>, sk=document} the document, as JSON under gzip.
 */
final class AnalysisItems {

    static final String LIST = KeyPrefix.ANALYSES.of();

    private static final String BYTES = "b";

    private AnalysisItems() {}

    static Item entry(StoredAnalysis analysis, Instant expiry) {
        return Item.at(new ItemKey(LIST, analysis.id()))
                .text("at", analysis.timestamp().toString())
                .text("type", analysis.analysisType())
                .text("risk", analysis.riskLevel())
                .text("summary", analysis.summary())
                .text("end", analysis.end().toString())
                .with("recommended", Value.texts(analysis.recommended()))
                .with("changes", Value.texts(analysis.fingerprint().changes()))
                .with("causes", Value.texts(analysis.fingerprint().causes()))
                .expiry(expiry)
                .build();
    }

    static StoredAnalysis entry(Item item) {
        return new StoredAnalysis(
                item.sk(),
                Instant.parse(item.text("at")),
                item.text("type"),
                item.text("risk"),
                item.text("summary"),
                Instant.parse(item.text("end")),
                item.texts("recommended"),
                new Fingerprint(item.texts("changes"), item.texts("causes")));
    }

    static ItemKey key(String id) {
        return new ItemKey(KeyPrefix.ANALYSIS.of(id), "document");
    }

    static Item document(String id, byte[] json, Instant expiry) {
        return Item.at(key(id)).bytes(BYTES, packed(json)).expiry(expiry).build();
    }

    static byte[] document(Item item) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(item.bytes(BYTES)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] packed(byte[] json) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
