package io.monitoring.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnScannerTest {

    private static final int ROOM = 100;

    private final JsonValueColumn values = new JsonValueColumn();
    private final JsonTimeColumn times = new JsonTimeColumn();

    @Property(tries = 5000)
    void readsAnyPlainNumberAsTheNearestDouble(@ForAll("numbers") String number) {
        var column = new JsonValueColumn();
        var cursor = cursor("[ " + number + " ,\t" + number + "]");

        new ColumnScanner(cursor).scan(column, ROOM);

        double expected = Double.parseDouble(number);
        if (number.length() <= 40 && Double.isFinite(expected)) {
            assertThat(column.size()).isEqualTo(2);
            assertThat(column.value(0)).isEqualTo(expected);
            assertThat(column.value(1)).isEqualTo(expected);
        } else {
            assertThat(column.size()).isZero();
        }
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> whole = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just("0")),
                Tuple.of(
                        5,
                        Arbitraries.strings()
                                .numeric()
                                .ofMinLength(1)
                                .ofMaxLength(22)
                                .map(digits -> digits.charAt(0) == '0' ? "1" + digits : digits)));
        Arbitrary<String> fraction =
                Arbitraries.strings().numeric().ofMaxLength(20).map(digits -> digits.isEmpty() ? "" : "." + digits);
        Arbitrary<String> exponent = Arbitraries.integers()
                .between(-330, 310)
                .map(e -> e % 3 == 0 ? "" : String.format(Locale.ROOT, e % 2 == 0 ? "e%d" : "E%+03d", e));
        return Combinators.combine(Arbitraries.of("", "-"), whole, fraction, exponent)
                .as((sign, digits, rest, power) -> sign + digits + rest + power);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2]|2|]",
                "[ 1 , 2 ] |2|] ",
                "[]|0|]",
                "[ ]|0|]",
                "[1,]|1|,]",
                "[1, ]|1|, ]",
                "[1,\"a\",2]|1|\"a\",2]",
                "[1,null]|1|null]",
                "[1,01]|1|01]",
                "[1,-]|1|-]",
                "[1,.5]|1|.5]",
                "[1,5.]|1|5.]",
                "[1,5e]|1|5e]",
                "[1,5e+]|1|5e+]",
                "[1,1e999]|1|1e999]",
                "[1,2x]|1|2x]",
                "[1 2]|0|1 2]",
                "[1,2|1|2",
                "[1,|1|",
                "[|0|",
                "[,1]|0|,1]",
            })
    void stopsWhereJacksonHasToDecide(String array, int read, String rest) {
        var cursor = cursor(array);

        new ColumnScanner(cursor).scan(values, ROOM);

        assertThat(values.size()).isEqualTo(read);
        assertThat(rest(cursor)).isEqualTo(rest == null ? "" : rest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1780315200000, 5]|2|]",
                "[0,00]|1|00]",
                "[5,-5]|1|-5]",
                "[5,5.0]|1|5.0]",
                "[5,5e3]|1|5e3]",
                "[5,1234567890123456789]|1|1234567890123456789]",
                "[5,\"2026-06-01T12:00:00Z\"]|1|\"2026-06-01T12:00:00Z\"]",
                "[5,]|1|,]",
            })
    void readsOnlyPlainIntegersAsTimes(String array, int read, String rest) {
        var cursor = cursor(array);

        new ColumnScanner(cursor).scan(times, ROOM);

        assertThat(times.size()).isEqualTo(read);
        assertThat(rest(cursor)).isEqualTo(rest);
    }

    @Test
    void stopsWhenThereIsNoMoreRoom() {
        var cursor = cursor("[1,2,3]");

        new ColumnScanner(cursor).scan(values, 2);

        assertThat(values.size()).isEqualTo(2);
        assertThat(rest(cursor)).isEqualTo("3]");
    }

    /** Just behind the opening bracket. */
    private static ByteCursor cursor(String array) {
        return new ByteCursor(array.getBytes(StandardCharsets.UTF_8), 1);
    }

    private static String rest(ByteCursor cursor) {
        return new String(cursor.bytes(), StandardCharsets.UTF_8).substring(cursor.position());
    }
}
