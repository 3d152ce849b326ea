package io.monitoring.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.IngestSeries;
import io.monitoring.ingest.batch.TestLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Valid bodies with bytes changed at random: each is refused in order, or taken with every point accounted for. A JSON
 * tree read by Jackson is the witness: what is taken must be JSON, of as many points, with the values it says.
 */
class IngestMutationTest {

    private static final int MUTATIONS = Integer.getInteger("ingest.mutations", 5_000);
    private static final long SEED = Long.getLong("ingest.seed", 20260601);
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final IngestParser PARSER = new IngestParser(TestLimits.DEFAULT, TestLimits.RETENTION);
    private static final JsonMapper WITNESS = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final String POINT = "{\"service_name\":\"checkout\",\"metric_type\":\"latency_ms\",\"value\":12.5,"
            + "\"timestamp\":\"2026-06-01T11:59:00.5Z\",\"labels\":{\"host\":\"w\u00e9b-1\",\"region\":\"eu\"},"
            + "\"metadata\":{\"trace\":[\"a\\n\",1.0e3,null,{\"b\":true}]}}";
    private static final String OTHER =
            "{\"value\":-3,\"metric_type\":\"cpu\",\"service_name\":\"cart\",\"timestamp\":1780315100000}";
    private static final String SERIES =
            "{\"service_name\":\"checkout\",\"metric_type\":\"latency_ms\",\"labels\":{\"host\":"
                    + "\"web-1\"},\"timestamps\":[1780315100000, 1780315101000,\"2026-06-01T11:59:00Z\",1780315103000],"
                    + "\"values\":[1,-2.5,3.25e2,0.1234567890123456789]}";
    private static final List<String> TOKENS = List.of(
            "null",
            "NaN",
            "-Infinity",
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "1e999",
            "-",
            "0",
            "\n",
            "\r\n",
            "\u0000",
            "\"series\"",
            "\"metrics\"",
            "\\ud800",
            ".",
            "e",
            "99999999999999999999",
            "/**/",
            "\ufeff",
            "{}",
            "[]",
            " ");

    private record Body(String text, IngestFormat format) {}

    private static final List<Body> BODIES = List.of(
            new Body(POINT, IngestFormat.JSON),
            new Body("[" + POINT + ", " + OTHER + "," + POINT + "]", IngestFormat.JSON),
            new Body("{ \"metrics\" : [" + OTHER + "," + POINT + "]}", IngestFormat.JSON),
            new Body(POINT + "\n\n" + OTHER + "\n" + POINT + "\n", IngestFormat.NDJSON),
            new Body("{\"series\":[" + SERIES + "," + SERIES + "]}", IngestFormat.JSON),
            new Body("{\"series\": [ " + SERIES + "]}\n", IngestFormat.JSON));

    @Test
    void refusesOrAccountsForEveryPointOfAnyMutation() {
        var random = new Random(SEED);
        int taken = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Body body = BODIES.get(i % BODIES.size());
            byte[] mutated = mutate(body.text().getBytes(StandardCharsets.UTF_8), random);
            taken += check(mutated, body.format()) ? 1 : 0;
        }

        assertThat(taken).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
    }

    @Test
    void refusesOrAccountsForEveryPointOfAnyPrefix() {
        for (Body body : BODIES) {
            byte[] bytes = body.text().getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length <= bytes.length; length++) {
                check(Arrays.copyOf(bytes, length), body.format());
            }
        }
    }

    /** Whether the body was taken at least in part. */
    private static boolean check(byte[] body, IngestFormat format) {
        String shown = new String(body, StandardCharsets.ISO_8859_1);
        IngestBatch batch;
        try {
            batch = PARSER.parse(body, format, NOW);
        } catch (IngestException e) {
            assertThat(e.status()).as(shown).isIn(400, 413);
            assertThat(e.errors()).as(shown).isNotEmpty();
            e.errors().forEach(error -> assertWritable(error.field() + error.detail()));
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("for " + shown, e);
        }
        batch.rejections().forEach(rejection -> assertWritable(rejection.field() + rejection.detail()));
        var seen = new BitSet();
        batch.rejections().forEach(rejection -> mark(seen, rejection.index(), shown));
        int accepted = 0;
        for (IngestSeries series : batch.series()) {
            accepted += series.points().size();
            for (int i = 0; i < series.indexes().size(); i++) {
                mark(seen, series.indexes().at(i), shown);
            }
        }
        assertThat(accepted).as(shown).isEqualTo(batch.accepted());
        assertThat(seen.cardinality()).as(shown).isEqualTo(batch.points());
        assertThat(seen.length()).as(shown).isEqualTo(batch.points());
        if (format == IngestFormat.JSON) {
            assertThatCode(() -> compare(batch, WITNESS.readTree(withoutMark(body))))
                    .as(shown)
                    .doesNotThrowAnyException();
        } else {
            long lines = Arrays.stream(shown.split("\n"))
                    .filter(IngestMutationTest::isLine)
                    .count();
            assertThat((long) batch.points()).as(shown).isEqualTo(lines);
        }
        return true;
    }

    private static boolean isLine(String line) {
        return line.chars().anyMatch(c -> c != ' ' && c != '\t' && c != '\r');
    }

    /** An answer is JSON in UTF-8, whatever it quotes. */
    private static void assertWritable(String text) {
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).as(text).isTrue();
        assertThat(text.length()).as(text).isLessThan(300);
    }

    private static byte[] withoutMark(byte[] body) {
        return body[0] == (byte) 0xef ? Arrays.copyOfRange(body, 3, body.length) : body;
    }

    private static void mark(BitSet seen, int index, String shown) {
        assertThat(seen.get(index)).as("index %d twice in %s", index, shown).isFalse();
        seen.set(index);
    }

    private static void compare(IngestBatch batch, JsonNode tree) throws IOException {
        JsonNode list = tree.isArray() ? tree : tree.has("metrics") ? tree.get("metrics") : tree.get("series");
        if (list == null) {
            assertThat(batch.points()).isOne();
        } else if (tree.has("series")) {
            compareSeries(batch, list);
        } else {
            assertThat(batch.points()).isEqualTo(list.size());
            for (IngestSeries series : batch.series()) {
                for (int i = 0; i < series.points().size(); i++) {
                    JsonNode point = list.get(series.indexes().at(i));
                    assertThat(series.points().value(i))
                            .isEqualTo(point.get("value").doubleValue());
                    String metadata = series.points().metadata(i);
                    assertThat(metadata == null ? WITNESS.nullNode() : WITNESS.readTree(metadata))
                            .isEqualTo(point.has("metadata") ? point.get("metadata") : WITNESS.nullNode());
                }
            }
        }
    }

    private static void compareSeries(IngestBatch batch, JsonNode list) {
        var values = new double[batch.points()];
        int count = 0;
        for (JsonNode series : list) {
            JsonNode column = series.path("values");
            int size = Math.max(length(column), length(series.path("timestamps")));
            if (size == 0) {
                // Counts as a point only when something is wrong with it: the indexes behind it are not known here.
                return;
            }
            assertThat(count + size).isLessThanOrEqualTo(batch.points());
            for (int i = 0; i < size; i++) {
                values[count + i] = column.path(i).asDouble();
            }
            count += size;
        }
        assertThat(count).isEqualTo(batch.points());
        for (IngestSeries series : batch.series()) {
            for (int i = 0; i < series.points().size(); i++) {
                assertThat(series.points().value(i))
                        .isEqualTo(values[series.indexes().at(i)]);
            }
        }
    }

    private static int length(JsonNode node) {
        return node.isArray() ? node.size() : 0;
    }

    private static byte[] mutate(byte[] body, Random random) {
        byte[] mutated = body;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            mutated = mutateOnce(mutated, random);
        }
        return mutated;
    }

    private static byte[] mutateOnce(byte[] body, Random random) {
        if (body.length == 0) {
            return body;
        }
        int from = random.nextInt(body.length);
        int to = Math.min(body.length, from + 1 + random.nextInt(random.nextInt(10) == 0 ? body.length : 4));
        byte[] inserted =
                switch (random.nextInt(6)) {
                    case 0 -> new byte[0];
                    case 1 -> new byte[] {(byte) random.nextInt(256)};
                    case 2 -> new byte[] {(byte) (' ' + random.nextInt(95))};
                    case 3 -> new byte[] {(byte) (body[from] ^ (1 << random.nextInt(8)))};
                    case 4 -> Arrays.copyOfRange(body, from, to);
                    default -> TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
                };
        boolean replaces = random.nextBoolean();
        var out = new ByteArrayOutputStream();
        out.write(body, 0, from);
        out.writeBytes(inserted);
        int rest = replaces ? Math.min(body.length, from + Math.max(1, inserted.length)) : from;
        out.write(body, rest, body.length - rest);
        return out.toByteArray();
    }
}
