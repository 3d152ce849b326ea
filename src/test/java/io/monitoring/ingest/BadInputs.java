package io.monitoring.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Every kind of bad request to {@code POST /metrics} and its answer, in one place: the parser's tests, the HTTP tests and
 * the table in the README all come from this list. Holds at any clock between 2026 and 2998.
 */
public final class BadInputs {

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String POINT = "{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":1}";

    /**
     * A request and what it must be answered with.
     *
     * @param contentType header, null for none
     * @param contentEncoding header, null for none
     * @param status 207 when only a part is refused; then field and detail are those of the first rejected point
     * @param detail a part of the detail
     */
    public record BadInput(
            String name,
            String contentType,
            String contentEncoding,
            byte[] body,
            int status,
            String field,
            String detail) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<BadInput> LIST = new ArrayList<>();

    public static final List<BadInput> ALL;

    static {
        requests();
        identities();
        values();
        times();
        labels();
        metadata();
        batches();
        lines();
        series();
        encodings();
        ALL = List.copyOf(LIST);
    }

    private BadInputs() {}

    private static void requests() {
        json("empty body", "", 400, "body", "is empty");
        json("only white space", " \n\t ", 400, "body", "is empty");
        json("not JSON", "hello", 400, "body", "is not valid JSON");
        json("cut off", "{\"service_name\":\"s\",\"metric", 400, "body", "ends too early");
        json("cut off after a value", "{\"service_name\":\"s\"", 400, "body", "ends too early");
        json("trailing comma", "{\"service_name\":\"s\",}", 400, "body", "is not valid JSON");
        json("single quotes", "{'service_name':'s'}", 400, "body", "is not valid JSON");
        json("comment", "/* x */" + POINT, 400, "body", "is not valid JSON");
        json("a bare number", "1", 400, "body", "must be a JSON object or array");
        json("a bare text", "\"x\"", 400, "body", "must be a JSON object or array");
        json("null", "null", 400, "body", "must be a JSON object or array");
        json("empty object", "{}", 400, "body", "must be a point");
        json("two documents", POINT + POINT, 400, "body", "must be one JSON value");
        json("lines sent as JSON", POINT + "\n" + POINT, 400, "body", "application/x-ndjson");
        json("metrics and series", "{\"metrics\":[],\"series\":[]}", 400, "series", "cannot stand beside \"metrics\"");
        json("metrics and a point", "{\"metrics\":[" + POINT + "],\"value\":1}", 400, "value", "cannot stand beside");
        json("a point and metrics", "{\"value\":1,\"metrics\":[" + POINT + "]}", 400, "metrics", "cannot stand beside");
        json("metrics twice", "{\"metrics\":[],\"metrics\":[]}", 400, "metrics", "repeated");
        json("metrics not an array", "{\"metrics\":" + POINT + "}", 400, "metrics", "must be an array");
        json("metrics null", "{\"metrics\":null}", 400, "metrics", "must be an array");
        json("series not an array", "{\"series\":{}}", 400, "series", "must be an array");
        json("empty array", "[]", 400, "body", "holds no points");
        json("empty metrics", "{\"metrics\":[]}", 400, "metrics", "holds no points");
        json("empty series", "{\"series\":[]}", 400, "series", "holds no points");
        json("nested too deep", "[".repeat(100) + "]".repeat(100), 400, "body", "nested deeper than 64");
        json("number too long", point("\"value\":" + "1".repeat(1001)), 400, "body", "more than 1000 characters");
        json("too many points", "[" + "1,".repeat(10_000) + "1]", 413, "body", "more than 10000 points");
        json(
                "too many metrics",
                "{\"metrics\":[" + (POINT + ",").repeat(10_000) + POINT + "]}",
                413,
                "metrics",
                "more than 10000 points");
        raw("not UTF-8", bytes("{\"service_name\":\"", 0xff, "\"}"), 400, "body", "is not valid UTF-8");
        raw("overlong UTF-8", bytes("{\"service_name\":\"", 0xc0, 0xaf, "\"}"), 400, "body", "is not valid UTF-8");
        raw("UTF-16", POINT.getBytes(StandardCharsets.UTF_16LE), 400, "body", "is not valid UTF-8");
    }

    private static void identities() {
        json("field named half a surrogate", point("\"\\ud800\":1"), 400, "body", "is not valid JSON");
        json("no service", "{\"metric_type\":\"m\",\"value\":1}", 400, "service_name", "is required");
        json("no metric", "{\"service_name\":\"s\",\"value\":1}", 400, "metric_type", "is required");
        json("service null", identity("null", "\"m\""), 400, "service_name", "is required");
        json("service a number", identity("5", "\"m\""), 400, "service_name", "must be a string");
        json("service an object", identity("{\"a\":1}", "\"m\""), 400, "service_name", "must be a string");
        json("service empty", identity("\"\"", "\"m\""), 400, "service_name", "must not be empty");
        json("service too long", identity(quoted("x".repeat(129)), "\"m\""), 400, "service_name", "at most 128");
        json("service with a space", identity("\"a b\"", "\"m\""), 400, "service_name", "may only hold");
        json("service not ASCII", identity("\"caf\u00e9\"", "\"m\""), 400, "service_name", "may only hold");
        json(
                "service with a control character",
                identity("\"a\\u0000\"", "\"m\""),
                400,
                "service_name",
                "may only hold");
        json("metric an array", identity("\"s\"", "[\"m\"]"), 400, "metric_type", "must be a string");
        json("metric too long", identity("\"s\"", quoted("x".repeat(129))), 400, "metric_type", "at most 128");
        json("metric with a percent sign", identity("\"s\"", "\"cpu%\""), 400, "metric_type", "may only hold");
        json("field twice", point("\"value\":1,\"value\":2"), 400, "value", "repeated");
        json("unknown field", point("\"value\":1,\"unit\":\"ms\""), 400, "unit", "is not a field of a point");
        json(
                "unknown nested field",
                point("\"value\":1,\"tags\":{\"a\":[1]}"),
                400,
                "tags",
                "is not a field of a point");
    }

    private static void values() {
        json("no value", "{\"service_name\":\"s\",\"metric_type\":\"m\"}", 400, "value", "is required");
        json("value null", value("null"), 400, "value", "not null");
        json("value a numeric text", value("\"1\""), 400, "value", "not a string");
        json("value true", value("true"), 400, "value", "not a boolean");
        json("value an array", value("[1]"), 400, "value", "must be a number");
        json("value an object", value("{\"n\":1}"), 400, "value", "must be a number");
        json("value NaN", value("NaN"), 400, "value", "must be a finite number");
        json("value Infinity", value("Infinity"), 400, "value", "must be a finite number");
        json("value -Infinity", value("-Infinity"), 400, "value", "must be a finite number");
        json("value \"NaN\"", value("\"NaN\""), 400, "value", "not a string");
        json("value 1e999", value("1e999"), 400, "value", "must be a finite number");
        json("value -1e999", value("-1e999"), 400, "value", "must be a finite number");
        json("value of 400 digits", value("9".repeat(400)), 400, "value", "must be a finite number");
        json("value with leading zero", value("01"), 400, "body", "is not valid JSON");
        json("value without fraction digits", value("1."), 400, "body", "is not valid JSON");
        json("value with a plus", value("+1"), 400, "body", "is not valid JSON");
        json("value hexadecimal", value("0x1F"), 400, "body", "is not valid JSON");
    }

    private static void times() {
        json("time too old", time("\"2020-01-01T00:00:00Z\""), 400, "timestamp", "older than the 35 days");
        json("time too far ahead", time("\"2999-01-01T00:00:00Z\""), 400, "timestamp", "more than 10 minutes ahead");
        json("epoch too old", time("0"), 400, "timestamp", "older than the 35 days");
        json("epoch too far ahead", time("32503680000000"), 400, "timestamp", "more than 10 minutes ahead");
        json("epoch negative", time("-1"), 400, "timestamp", "older than the 35 days");
        json("epoch seconds too old", time("1577836800"), 400, "timestamp", "older than the 35 days");
        json("epoch seconds too far ahead", time("32503680000"), 400, "timestamp", "more than 10 minutes ahead");
        json(
                "epoch seconds with a fraction, too old",
                time("1577836800.25"),
                400,
                "timestamp",
                "older than the 35 days");
        json("epoch seconds that are infinite", time("1e400"), 400, "timestamp", "must be a time such as");
        json("epoch NaN", time("NaN"), 400, "timestamp", "must be a time such as");
        json("epoch with an exponent as a text", time("\"1.78e9\""), 400, "timestamp", "must be a time such as");
        json("epoch microseconds as a text", time("\"1780000000000000\""), 400, "timestamp", "must be a time such as");
        json("epoch beyond a long", time("99999999999999999999"), 400, "timestamp", "must be a time such as");
        json("epoch as a text, too old", time("\"1577836800000\""), 400, "timestamp", "older than the 35 days");
        json("time without zone", time("\"2026-06-01T12:00:00\""), 400, "timestamp", "with an offset");
        json("time without seconds", time("\"2026-06-01T12:00Z\""), 400, "timestamp", "must be a time such as");
        json("a date", time("\"2026-06-01\""), 400, "timestamp", "must be a time such as");
        json("the 30th of February", time("\"2026-02-30T12:00:00Z\""), 400, "timestamp", "must be a time such as");
        json("hour 24", time("\"2026-06-01T24:00:00Z\""), 400, "timestamp", "must be a time such as");
        json("time with a space", time("\"2026-06-01 12:00:00Z\""), 400, "timestamp", "must be a time such as");
        json("time an object", time("{}"), 400, "timestamp", "must be a time such as");
        json("time true", time("true"), 400, "timestamp", "must be a time such as");
    }

    private static void labels() {
        json("label named half a surrogate", label("{\"\\udc00\":1}"), 400, "body", "is not valid JSON");
        json("labels a text", label("\"a=b\""), 400, "labels", "must be an object");
        json("labels an array", label("[{\"a\":\"b\"}]"), 400, "labels", "must be an object");
        json("label a number", label("{\"host\":1}"), 400, "labels.host", "must be a string");
        json("label null", label("{\"host\":null}"), 400, "labels.host", "must be a string");
        json("label nested", label("{\"host\":{\"name\":\"a\"}}"), 400, "labels.host", "must be a string");
        json("label twice", label("{\"host\":\"a\",\"host\":\"b\"}"), 400, "labels.host", "repeated");
        json("label name empty", label("{\"\":\"a\"}"), 400, "labels.", "must not be empty");
        json("label name with a space", label("{\"a b\":\"a\"}"), 400, "labels.a b", "may only hold");
        json("label name too long", label("{\"" + "x".repeat(129) + "\":\"a\"}"), 400, "labels.", "at most 128");
        json(
                "label value too long",
                label("{\"host\":\"" + "x".repeat(257) + "\"}"),
                400,
                "labels.host",
                "at most 256");
        json("label value with a line break", label("{\"host\":\"a\\nb\"}"), 400, "labels.host", "control characters");
        json("label value half a surrogate", label("{\"host\":\"\\ud83d\"}"), 400, "labels.host", "surrogate");
        var many = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            many.append(i == 0 ? "" : ",").append("\"l").append(i).append("\":\"v\"");
        }
        json("21 labels", label("{" + many + "}"), 400, "labels", "at most 20");
    }

    private static void metadata() {
        json("metadata too large", meta(quoted("x".repeat(4095))), 400, "metadata", "at most 4096 bytes");
        json("metadata NaN", meta("{\"a\":[NaN]}"), 400, "metadata", "must not hold NaN");
        json("metadata field twice", meta("{\"a\":1,\"a\":2}"), 400, "metadata.a", "repeated");
        json("metadata cut off", "{\"metadata\":{\"a\":", 400, "body", "ends too early");
        json("metadata nested too deep", meta("[".repeat(70) + "]".repeat(70)), 400, "body", "nested deeper");
    }

    private static void batches() {
        json("array of numbers", "[1,2]", 400, "body", "must hold an object for each point");
        json("metrics of texts", "{\"metrics\":[\"a\"]}", 400, "metrics", "must hold an object for each point");
        json("one bad point of two", "[" + POINT + "," + value("\"1\"") + "]", 207, "value", "not a string");
        json("one null of two", "{\"metrics\":[null," + POINT + "]}", 207, "metrics", "must hold an object");
        json("one point with unknown metrics", "[" + POINT + ",{\"metrics\":[]}]", 207, "metrics", "is not a field");
        json("array cut off", "[" + POINT + ",", 400, "body", "ends too early");
        json("array with a bad token", "[" + POINT + ",nope]", 400, "body", "is not valid JSON");
        json(
                "second point with a field twice",
                "[" + POINT + "," + point("\"value\":1,\"value\":2") + "]",
                400,
                "value",
                "repeated");
    }

    private static void lines() {
        lines("no lines", "\n\n", 400, "body", "is empty");
        lines("one bad line of two", POINT + "\nnot json\n", 207, "body", "is not valid JSON");
        lines("one line cut off", POINT + "\n{\"service_name\":\n", 207, "body", "ends too early");
        lines("one line with two points", POINT + "\n" + POINT + POINT, 207, "body", "one object on each line");
        lines("one line an array", POINT + "\n[" + POINT + "]", 207, "body", "an object on each line");
        lines("one line with a field twice", POINT + "\n" + point("\"value\":1,\"value\":2"), 207, "value", "repeated");
        lines("all lines bad", "1\n2\n", 400, "body", "an object on each line");
        lines("too many lines", (POINT + "\n").repeat(10_001), 413, "body", "more than 10000 points");
    }

    private static void series() {
        json("series of numbers", "{\"series\":[1]}", 400, "series", "must hold an object for each series");
        json(
                "series without service",
                "{\"series\":[{\"metric_type\":\"m\",\"timestamps\":[0],\"values\":[1]}]}",
                400,
                "service_name",
                "is required");
        json("series without timestamps", series("\"values\":[1]"), 400, "timestamps", "is required");
        json("series without values", series("\"timestamps\":[0]"), 400, "values", "is required");
        json("series values not an array", series("\"timestamps\":[],\"values\":1"), 400, "values", "must be an array");
        json(
                "series timestamps null",
                series("\"timestamps\":null,\"values\":[1]"),
                400,
                "timestamps",
                "must be an array");
        json("series of unequal lengths", series("\"timestamps\":[0,0],\"values\":[1]"), 400, "values", "1 for 2");
        json(
                "series value a text",
                series("\"timestamps\":[\"2026-06-01T00:00:00\"],\"values\":[1]"),
                400,
                "timestamps[0]",
                "must be a time such as");
        json("series time too old", series("\"timestamps\":[5],\"values\":[1]"), 400, "timestamps[0]", "older than");
        json(
                "series unknown field",
                series("\"timestamps\":[5],\"values\":[1],\"unit\":\"s\""),
                400,
                "unit",
                "is not a field of a series");
        json(
                "series metadata",
                series("\"timestamps\":[5],\"values\":[1],\"metadata\":[{}]"),
                400,
                "metadata",
                "is not a field of a series");
        json("series field twice", series("\"values\":[],\"values\":[]"), 400, "values", "repeated");
        json("series values with a trailing comma", series("\"values\":[1,]"), 400, "body", "is not valid JSON");
        json("series values with a leading zero", series("\"values\":[1,02]"), 400, "body", "is not valid JSON");
        json("series values cut off", "{\"series\":[{\"values\":[1,2", 400, "body", "ends too early");
        json("series followed by text", series("\"timestamps\":[],\"values\":[]") + "x", 400, "body", "");
        json("series without any points", series("\"timestamps\":[],\"values\":[]"), 400, "series", "holds no points");
        json("series and another field", "{\"series\":[],\"x\":1}", 400, "x", "cannot stand beside");
        json("too many values", series("\"values\":[" + "1,".repeat(10_000) + "1]"), 413, "series", "more than 10000");
        json(
                "too many timestamps",
                series("\"timestamps\":[" + "1,".repeat(10_000) + "1]"),
                413,
                "series",
                "more than 10000");
    }

    private static void encodings() {
        byte[] point = POINT.getBytes(StandardCharsets.UTF_8);
        byte[] large = (" ".repeat(5 << 20) + POINT).getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(gzip(point), 20);
        byte[] corrupt = gzip(point);
        corrupt[corrupt.length / 2] ^= 0x55;
        add("body too large", JSON, null, large, 413, "body", "at most 5242880 bytes");
        add("gzip bomb", JSON, "gzip", gzip(large), 413, "body", "once decompressed");
        add("gzip that is not", JSON, "gzip", point, 400, "Content-Encoding", "not valid gzip");
        add("gzip cut off", JSON, "gzip", cut, 400, "Content-Encoding", "not valid gzip");
        add("gzip corrupt", JSON, "gzip", corrupt, 400, "Content-Encoding", "not valid gzip");
        byte[] member = gzip(point);
        byte[] second = gzip(point);
        second[0] ^= 1;
        add(
                "gzip followed by a damaged member",
                JSON,
                "gzip",
                concatenated(member, second),
                400,
                "Content-Encoding",
                "not valid gzip");
        add(
                "gzip followed by text",
                JSON,
                "gzip",
                concatenated(member, point),
                400,
                "Content-Encoding",
                "not valid gzip");
        add(
                "gzip followed by zeros",
                JSON,
                "gzip",
                concatenated(member, new byte[8]),
                400,
                "Content-Encoding",
                "not valid gzip");
        add("gzip of nothing", JSON, "gzip", gzip(new byte[0]), 400, "body", "is empty");
        add("gzip without the header", JSON, null, gzip(point), 400, "body", "is not valid UTF-8");
        add("other encoding", JSON, "br", point, 415, "Content-Encoding", "must be gzip");
        add("gzip twice", JSON, "gzip, gzip", point, 415, "Content-Encoding", "must be gzip");
        add(
                "a form",
                "application/x-www-form-urlencoded",
                null,
                point,
                415,
                "Content-Type",
                "must be application/json");
        add("plain text", "text/plain", null, point, 415, "Content-Type", "must be application/json");
        add("other charset", "application/json; charset=iso-8859-1", null, point, 415, "Content-Type", "charset");
        add("no charset", "application/json; charset=utf-99", null, point, 415, "Content-Type", "charset");
    }

    private static String point(String rest) {
        return "{\"service_name\":\"s\",\"metric_type\":\"m\"," + rest + "}";
    }

    private static String identity(String service, String metric) {
        return "{\"service_name\":" + service + ",\"metric_type\":" + metric + ",\"value\":1}";
    }

    private static String value(String value) {
        return point("\"value\":" + value);
    }

    private static String time(String time) {
        return point("\"value\":1,\"timestamp\":" + time);
    }

    private static String label(String labels) {
        return point("\"value\":1,\"labels\":" + labels);
    }

    private static String meta(String metadata) {
        return point("\"value\":1,\"metadata\":" + metadata);
    }

    private static String series(String rest) {
        return "{\"series\":[" + point(rest) + "]}";
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static void json(String name, String body, int status, String field, String detail) {
        raw(name, body.getBytes(StandardCharsets.UTF_8), status, field, detail);
    }

    private static void raw(String name, byte[] body, int status, String field, String detail) {
        add(name, JSON, null, body, status, field, detail);
    }

    private static void lines(String name, String body, int status, String field, String detail) {
        add(name, NDJSON, null, body.getBytes(StandardCharsets.UTF_8), status, field, detail);
    }

    private static void add(
            String name, String type, String encoding, byte[] body, int status, String field, String detail) {
        LIST.add(new BadInput(name, type, encoding, body, status, field, detail));
    }

    /** Bytes of texts and of numbers. */
    private static byte[] bytes(Object... parts) {
        var out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer number) {
                out.write(number);
            } else {
                out.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    public static byte[] gzip(byte[] text) {
        var out = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(out)) {
            stream.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
