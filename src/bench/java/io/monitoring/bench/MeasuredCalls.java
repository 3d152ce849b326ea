package io.monitoring.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sends each query many times, one after the other, and remembers how long it took and what it says it cost. */
final class MeasuredCalls {

    private record Result(String name, double p50, double p99, double readUnits, int bytes) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int calls;
    private final String base;
    private final List<Result> results = new ArrayList<>();

    MeasuredCalls(int calls) {
        this.calls = calls;
        this.base = "http://localhost:"
                + ConfigProvider.getConfig().getValue("test.url", URI.class).getPort();
    }

    void measure(String name, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
        double[] millis = new double[calls];
        HttpResponse<String> answer = null;
        for (int i = -calls / 3; i < calls; i++) { // the first third warms up
            long started = System.nanoTime();
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        Arrays.sort(millis);
        double units = Double.parseDouble(
                answer.headers().firstValue("Monitoring-Read-Units").orElseThrow());
        var result = new Result(
                name,
                millis[calls / 2],
                millis[calls * 99 / 100],
                units,
                answer.body().length());
        results.add(result);
        System.out.println("progress " + result);
    }

    void print() {
        System.out.printf("%-28s %10s %10s %12s %12s%n", "query", "p50 ms", "p99 ms", "read units", "answer bytes");
        for (Result result : results) {
            System.out.printf(
                    "%-28s %10.1f %10.1f %12.1f %,12d%n",
                    result.name(), result.p50(), result.p99(), result.readUnits(), result.bytes());
        }
        for (Result result : results) {
            System.out.printf("figure query_%s_p50 %.1f ms%n", result.name(), result.p50());
            System.out.printf("figure query_%s_p99 %.1f ms%n", result.name(), result.p99());
            System.out.printf("figure query_%s_units %.1f units%n", result.name(), result.readUnits());
        }
    }
}
