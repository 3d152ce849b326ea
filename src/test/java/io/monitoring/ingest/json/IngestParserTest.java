package io.monitoring.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.IngestSeries;
import io.monitoring.ingest.batch.Rejection;
import io.monitoring.ingest.batch.TestLimits;
import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestParserTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00.250Z");
    private static final IngestParser PARSER = new IngestParser(TestLimits.DEFAULT, TestLimits.RETENTION);
    private static final String POINT = "{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":%s}";

    @Test
    void takesTheRunbooksPoint() {
        var batch = json("{\"service_name\": \"test\", \"metric_type\": \"health_check\", \"value\": 1}");

        assertThat(batch.single()).isTrue();
        assertThat(batch.accepted()).isEqualTo(1);
        assertThat(batch.rejections()).isEmpty();
        SeriesPoints points = only(batch);
        assertThat(points.key()).isEqualTo(SeriesKey.of("test", "health_check"));
        assertThat(points.value(0)).isEqualTo(1.0);
        assertThat(points.time(0)).isEqualTo(NOW.toEpochMilli());
        assertThat(points.hasMetadata()).isFalse();
    }

    @Test
    void takesArraysMetricsAndLinesAlike() {
        String first = POINT.formatted("1");
        String second = POINT.formatted("2.5");

        for (IngestBatch batch : new IngestBatch[] {
            json("[" + first + "," + second + "]"),
            json("{\"metrics\":[" + first + "," + second + "]}"),
            lines(first + "\n" + second),
            lines("\n \r\n" + first + "\r\n\n" + second + "\n\n")
        }) {
            assertThat(batch.single()).isFalse();
            assertThat(batch.accepted()).isEqualTo(2);
            SeriesPoints points = only(batch);
            assertThat(points.value(0)).isEqualTo(1.0);
            assertThat(points.value(1)).isEqualTo(2.5);
        }
    }

    @Test
    void takesSeriesWithTheIdentityAfterTheColumns() {
        var batch = json(
                "{\"series\":[{\"values\":[1,2.5,-3e2],\"timestamps\":[1780315200000,\"2026-06-01T12:00:01Z\","
                        + "1780315202000],\"labels\":{\"b\":\"2\",\"a\":\"1\"},\"metric_type\":\"m\",\"service_name\":\"s\"}]}");

        SeriesPoints points = only(batch);
        assertThat(points.key()).isEqualTo(SeriesKey.of("s", "m", Map.of("a", "1", "b", "2")));
        assertThat(IntStream.range(0, 3).mapToObj(points::value)).containsExactly(1.0, 2.5, -300.0);
        assertThat(IntStream.range(0, 3).mapToObj(points::time))
                .containsExactly(1780315200000L, 1780315201000L, 1780315202000L);
    }

    @Test
    void mergesThePointsOfASeriesWhateverTheOrderOfItsLabels() {
        String point = "{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":%d,\"labels\":{%s}}";
        var batch = json("[" + point.formatted(0, "\"a\":\"1\",\"b\":\"2\"") + "," + point.formatted(1, "")
                + "," + point.formatted(2, "\"b\":\"2\",\"a\":\"1\"") + ","
                + point.formatted(3, "\"a\":\"2\",\"b\":\"1\"")
                + "," + point.formatted(4, "\"a\":\"1\",\"b\":\"2\"") + "]");

        assertThat(batch.series()).hasSize(3);
        IngestSeries first = batch.series().getFirst();
        assertThat(IntStream.range(0, 3).map(first.indexes()::at)).containsExactly(0, 2, 4);
        assertThat(IntStream.range(0, 3).mapToObj(first.points()::value)).containsExactly(0.0, 2.0, 4.0);
        assertThat(batch.series().get(1).indexes().at(0)).isEqualTo(1);
    }

    @Test
    void mergesSeriesThatComeTwice() {
        String series = "{\"service_name\":\"s\",\"metric_type\":\"m\",\"timestamps\":[1780315200000,1780315200001],"
                + "\"values\":[1,%s]}";
        var batch = json("{\"series\":[" + series.formatted("2") + ",{\"service_name\":\"t\",\"metric_type\":\"m\","
                + "\"timestamps\":[1780315200000],\"values\":[9]}," + series.formatted("null") + "]}");

        assertThat(batch.accepted()).isEqualTo(4);
        assertThat(batch.rejections()).containsExactly(new Rejection(4, "values[1]", "must be a number, not null"));
        assertThat(batch.series()).hasSize(2);
        var indexes = batch.series().getFirst().indexes();
        assertThat(IntStream.range(0, 3).map(indexes::at)).containsExactly(0, 1, 3);
    }

    @Test
    void rejectsSingleElementsOfASeriesByTheirPlace() {
        var batch = json("{\"series\":[{\"service_name\":\"s\",\"metric_type\":\"m\","
                + "\"timestamps\":[1780315200000,\"x\",5,1780315200003,1780315200004,1780315200005],"
                + "\"values\":[1,2,3,\"4\",NaN,[6,{\"a\":1}]]}]}");

        assertThat(batch.accepted()).isEqualTo(1);
        assertThat(batch.rejections())
                .extracting(Rejection::index, Rejection::field)
                .containsExactly(
                        tuple(1, "timestamps[1]"),
                        tuple(2, "timestamps[2]"),
                        tuple(3, "values[3]"),
                        tuple(4, "values[4]"),
                        tuple(5, "values[5]"));
    }

    @Test
    void rejectsAllPointsOfASeriesWithABadIdentityAndKeepsTheOthers() {
        String columns = "\"timestamps\":[1780315200000,1780315200001],\"values\":[1,2]}";
        var batch = json("{\"series\":[{\"service_name\":\"a b\",\"metric_type\":\"m\"," + columns
                + ",{\"service_name\":\"s\",\"metric_type\":\"m\"," + columns + "]}");

        assertThat(batch.rejections()).extracting(Rejection::index).containsExactly(0, 1);
        assertThat(batch.rejections()).extracting(Rejection::field).containsOnly("service_name");
        assertThat(batch.accepted()).isEqualTo(2);
        assertThat(batch.series().getFirst().indexes().at(0)).isEqualTo(2);
    }

    @Test
    void takesAsManyPointsAsAllowedAndNoMore() {
        String columns =
                "{\"series\":[{\"service_name\":\"s\",\"metric_type\":\"m\",\"timestamps\":[%s],\"values\":[%s]}]}";
        String full = columns.formatted("1780315200000,".repeat(9_999) + "1780315200000", "1.5,".repeat(9_999) + "1.5");

        assertThat(json(full).accepted()).isEqualTo(10_000);
        assertThatThrownBy(() ->
                        json(full.replace("\"values\":[", "\"values\":[1,").replace("ps\":[", "ps\":[1,")))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    @Test
    void aBadLineSpoilsOnlyItself() {
        var batch = lines(
                POINT.formatted(1) + "\n{\"service_name\"\n\n" + POINT.formatted("\"x\"") + "\n" + POINT.formatted(2));

        assertThat(batch.accepted()).isEqualTo(2);
        assertThat(batch.rejections()).extracting(Rejection::index).containsExactly(1, 2);
        assertThat(batch.rejections()).extracting(Rejection::field).containsExactly("body", "value");
        assertThat(batch.series().getFirst().indexes().at(1)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "1, 1",
        "-17, -17",
        "2.50, 2.5",
        "1e3, 1000",
        "1E-3, 0.001",
        "9007199254740993, 9007199254740992",
        "9223372036854775808, 9.223372036854775808E18",
        "123456789012345678901234567890, 1.2345678901234568E29",
        "0.1, 0.1",
        "4.9e-324, 4.9E-324",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "1e-999, 0"
    })
    void readsNumbersAsTheNearestDouble(String written, double expected) {
        assertThat(only(json(POINT.formatted(written))).value(0)).isEqualTo(expected);
        String series =
                "{\"series\":[{\"service_name\":\"s\",\"metric_type\":\"m\",\"timestamps\":[1780315200000],\"values\":[%s]}]}";
        assertThat(only(json(series.formatted(written))).value(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-06-01T12:00:00Z\"",
                "\"2026-06-01t12:00:00.000z\"",
                "\"2026-06-01T14:00:00+02:00\"",
                "\"2026-05-31T22:30:00.0-13:30\"",
                "1780315200000",
                "\"2026-06-01T12:00:00.000999999999Z\""
            })
    void readsTimesAsUtcMilliseconds(String time) {
        var points =
                only(json("{\"timestamp\":" + time + ",\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":1}"));

        assertThat(points.time(0))
                .isEqualTo(Instant.parse("2026-06-01T12:00:00Z").toEpochMilli());
    }

    @Test
    void takesTimesUpToBothEndsOfTheWindow() {
        String point = "{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":1,\"timestamp\":%d}";
        long latest = NOW.plus(Duration.ofMinutes(10)).toEpochMilli();
        long earliest = NOW.minus(Duration.ofDays(35)).toEpochMilli();

        var batch = lines(point.formatted(earliest - 1) + "\n" + point.formatted(earliest) + "\n"
                + point.formatted(latest) + "\n" + point.formatted(latest + 1));

        assertThat(batch.rejections()).extracting(Rejection::index).containsExactly(0, 3);
        assertThat(batch.rejections().get(0).detail()).contains("35 days");
        assertThat(batch.rejections().get(1).detail()).contains("10 minutes");
    }

    @Test
    void takesATimeInEachOfItsForms() {
        for (String time : List.of(
                "1780315199500",
                "1780315199.5",
                "1.7803151995e9",
                "1780315199499.6",
                "\"1780315199500\"",
                "\"1780315199.5\"",
                "\"2026-06-01T11:59:59.5Z\"")) {
            var point = json("{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":1,\"timestamp\":" + time + "}");
            var series = json("{\"series\":[{\"service_name\":\"s\",\"metric_type\":\"m\",\"timestamps\":[1780315199,"
                    + time + ",1780315199],\"values\":[1,2,3]}]}");

            assertThat(only(point).time(0)).as(time).isEqualTo(1780315199500L);
            assertThat(only(series).time(0)).as(time).isEqualTo(1780315199000L);
            assertThat(only(series).time(1)).as(time).isEqualTo(1780315199500L);
            assertThat(only(series).time(2)).as(time).isEqualTo(1780315199000L);
        }
    }

    @Test
    void treatsNullOptionalFieldsAsAbsent() {
        var points = only(json("{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":1,\"timestamp\":null,"
                + "\"labels\":null,\"metadata\":null}"));

        assertThat(points.time(0)).isEqualTo(NOW.toEpochMilli());
        assertThat(points.key().labels()).isEmpty();
        assertThat(points.metadata(0)).isNull();
    }

    @Test
    void takesLabelsAtTheirLimits() {
        var labels = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            labels.append(i == 0 ? "" : ",")
                    .append('"')
                    .append("n".repeat(126))
                    .append(i / 10)
                    .append(i % 10)
                    .append("\":\"");
            labels.append(i == 0 ? "" : i == 1 ? "\ud83d\ude00".repeat(256) : "v".repeat(256))
                    .append('"');
        }
        var points =
                only(json("{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":1,\"labels\":{" + labels + "}}"));

        assertThat(points.key().labels()).hasSize(20).containsEntry("n".repeat(126) + "00", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"a\" : [ 1 , 2.50 ] }|{\"a\":[1,2.50]}",
                "12345678901234567890.1234567890123456789|12345678901234567890.1234567890123456789",
                "1e999|1e999",
                "\"two  spaces \\\" \\\\\"|\"two  spaces \\\" \\\\\"",
                "\"\\ud83d\"|\"\\ud83d\"",
                "\"caf\u00e9\"|\"caf\u00e9\"",
                "false|false",
                "[ ]|[]",
                "7|7",
                "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}|{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}",
                "null|"
            })
    void keepsMetadataAsItWasWrittenWithoutWhiteSpace(String written, String kept) {
        String first = "{\"metadata\": " + written + " ,\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":1}";
        String last = "{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":1,\"metadata\":" + written + "}";

        assertThat(only(json(first)).metadata(0)).isEqualTo(kept);
        assertThat(only(json(" \n" + last)).metadata(0)).isEqualTo(kept);
        assertThat(only(json("\ufeff" + last)).metadata(0)).isEqualTo(kept);
        var batch = lines(POINT.formatted(0) + "\n " + first + "\n" + last);
        assertThat(only(batch).metadata(0)).isNull();
        assertThat(only(batch).metadata(1)).isEqualTo(kept);
        assertThat(only(batch).metadata(2)).isEqualTo(kept);
    }

    @Test
    void takesMetadataUpToItsLimitInBytesNotCharacters() {
        String point = "{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":1,\"metadata\":[ \"%s\" ]}";

        assertThat(json(point.formatted("x".repeat(4092))).accepted()).isEqualTo(1);
        assertThat(json(point.formatted("\u00e9".repeat(2046))).accepted()).isEqualTo(1);
        assertThat(json(point.formatted("\u00e9".repeat(2047))).rejections()).hasSize(1);
    }

    @Test
    void keepsTheOtherPointsWhenOneHasAVeryLongText() {
        String huge = "x".repeat(200_000);
        var batch = json("[" + POINT.formatted(1) + ",{\"service_name\":\"" + huge
                + "\",\"metric_type\":\"m\",\"value\":1},{\"" + huge + "\":1}]");

        assertThat(batch.accepted()).isEqualTo(1);
        assertThat(batch.rejections()).extracting(Rejection::index).containsExactly(1, 2);
        assertThat(batch.rejections().get(1).field().length()).isLessThan(200);
    }

    @Test
    void seesThroughEscapesInNames() {
        assertThat(
                        json("{\"\\u0073eries\":[{\"service_name\":\"s\",\"metric_type\":\"m\",\"timestamps\":[1780315200000],"
                                        + "\"values\":[1]}]}")
                                .accepted())
                .isEqualTo(1);
        assertThat(json("{\"service_name\":\"\\u0073\",\"metric_\\u0074ype\":\"m\",\"value\":1}")
                        .accepted())
                .isEqualTo(1);
    }

    private static SeriesPoints only(IngestBatch batch) {
        assertThat(batch.rejections()).isEmpty();
        assertThat(batch.series()).hasSize(1);
        return batch.series().getFirst().points();
    }

    private static IngestBatch json(String body) {
        return PARSER.parse(body.getBytes(StandardCharsets.UTF_8), IngestFormat.JSON, NOW);
    }

    private static IngestBatch lines(String body) {
        return PARSER.parse(body.getBytes(StandardCharsets.UTF_8), IngestFormat.NDJSON, NOW);
    }
}
