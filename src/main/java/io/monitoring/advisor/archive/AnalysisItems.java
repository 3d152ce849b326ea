package io.monitoring.advisor.archive;

import static io.monitoring.platform.table.ItemAttributes.PK;
import static io.monitoring.platform.table.ItemAttributes.SK;
import static io.monitoring.platform.table.ItemAttributes.TTL;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Analyses as items of the one table, two each: {@code pk=A, sk=<id>} is what lists and the search for similar ones read,
 * {@code pk=A#<id>, sk=document} the document, as JSON under gzip.
 */
final class AnalysisItems {

    static final AttributeValue LIST = text("A");

    private static final String DOCUMENT = "document";
    private static final String BYTES = "b";

    private AnalysisItems() {}

    static Map<String, AttributeValue> entry(StoredAnalysis analysis, Instant expiry) {
        return Map.ofEntries(
                Map.entry(PK, LIST),
                Map.entry(SK, text(analysis.id())),
                Map.entry("at", text(analysis.timestamp().toString())),
                Map.entry("type", text(analysis.analysisType())),
                Map.entry("risk", text(analysis.riskLevel())),
                Map.entry("summary", text(analysis.summary())),
                Map.entry("end", text(analysis.end().toString())),
                Map.entry("recommended", texts(analysis.recommended())),
                Map.entry("changes", texts(analysis.fingerprint().changes())),
                Map.entry("causes", texts(analysis.fingerprint().causes())),
                Map.entry(TTL, seconds(expiry)));
    }

    static StoredAnalysis entry(Map<String, AttributeValue> item) {
        return new StoredAnalysis(
                item.get(SK).s(),
                Instant.parse(item.get("at").s()),
                item.get("type").s(),
                item.get("risk").s(),
                item.get("summary").s(),
                Instant.parse(item.get("end").s()),
                texts(item.get("recommended")),
                new Fingerprint(texts(item.get("changes")), texts(item.get("causes"))));
    }

    static Map<String, AttributeValue> key(String id) {
        return Map.of(PK, text("A#" + id), SK, text(DOCUMENT));
    }

    static Map<String, AttributeValue> entryKey(String id) {
        return Map.of(PK, LIST, SK, text(id));
    }

    static Map<String, AttributeValue> document(String id, byte[] json, Instant expiry) {
        return Map.of(
                PK,
                text("A#" + id),
                SK,
                text(DOCUMENT),
                BYTES,
                AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(packed(json))),
                TTL,
                seconds(expiry));
    }

    static byte[] document(Map<String, AttributeValue> item) {
        byte[] packed = item.get(BYTES).b().asByteArrayUnsafe();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
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

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue texts(List<String> values) {
        return AttributeValue.fromL(values.stream().map(AnalysisItems::text).toList());
    }

    private static List<String> texts(AttributeValue value) {
        return value.l().stream().map(AttributeValue::s).toList();
    }

    private static AttributeValue seconds(Instant at) {
        return AttributeValue.fromN(Long.toString(at.getEpochSecond()));
    }
}
