package io.monitoring.ingest.json;

import com.fasterxml.jackson.core.io.NumberInput;
import io.monitoring.platform.http.Times;

/**
 * Reads the numbers of a JSON array straight from the bytes, for as long as they are plain. It starts where Jackson has
 * read the bracket, and stops before the bracket that closes the array or before an element that is anything but a plain
 * number; Jackson goes on from there and decides whether that is an error, so the grammar is never ours to widen.
 */
final class ColumnScanner {

    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long EXACT_INTEGERS = 1L << 53;
    private static final int DIGITS_OF_LONG = 18;
    private static final int PLAIN_LENGTH = 40;
    private static final int NOT_PLAIN = -1;

    private final ByteCursor cursor;
    private final byte[] bytes;
    private final char[] text = new char[PLAIN_LENGTH];
    private int end; // of the number read last, or NOT_PLAIN

    ColumnScanner(ByteCursor cursor) {
        this.cursor = cursor;
        this.bytes = cursor.bytes();
    }

    /** Adds times that are integers to a column, until it has {@code room}. */
    void scan(JsonTimeColumn column, int room) {
        int comma = cursor.position();
        int at = cursor.skipSpace(comma);
        while (column.size() < room) {
            long time = integer(at);
            int next = endOfElement();
            if (next == NOT_PLAIN) {
                break;
            }
            column.add(Times.ofNumber(time));
            if (bytes[next] == ']') {
                cursor.position(next);
                return;
            }
            comma = next;
            at = cursor.skipSpace(next + 1);
        }
        handOver(comma, at);
    }

    /** Adds finite numbers to a column, until it has {@code room}. */
    void scan(JsonValueColumn column, int room) {
        int comma = cursor.position();
        int at = cursor.skipSpace(comma);
        while (column.size() < room) {
            double value = number(at);
            int next = endOfElement();
            if (next == NOT_PLAIN) {
                break;
            }
            column.add(value);
            if (bytes[next] == ']') {
                cursor.position(next);
                return;
            }
            comma = next;
            at = cursor.skipSpace(next + 1);
        }
        handOver(comma, at);
    }

    /**
     * Leaves the rest to Jackson, which believes to be just behind the opening bracket: a bracket that follows a comma
     * would look to it like an empty array, so there it must meet the comma.
     */
    private void handOver(int comma, int at) {
        boolean dangling = at < bytes.length && bytes[at] == ']' && bytes[comma] == ',';
        cursor.position(dangling ? comma : at);
    }

    /** Where the comma or bracket behind the last number is. */
    private int endOfElement() {
        if (end == NOT_PLAIN) {
            return NOT_PLAIN;
        }
        int next = cursor.skipSpace(end);
        return next < bytes.length && (bytes[next] == ',' || bytes[next] == ']') ? next : NOT_PLAIN;
    }

    /** An integer of up to 18 digits without a sign. */
    private long integer(int from) {
        long integer = 0;
        int i = from;
        while (i < bytes.length && isDigit(bytes[i])) {
            integer = integer * 10 + (bytes[i++] - '0');
        }
        int digits = i - from;
        boolean plain = digits == 1 || (digits > 1 && digits <= DIGITS_OF_LONG && bytes[from] != '0');
        end = plain ? i : NOT_PLAIN;
        return integer;
    }

    private double number(int from) {
        end = NOT_PLAIN;
        int i = from;
        boolean negative = i < bytes.length && bytes[i] == '-';
        if (negative) {
            i++;
        }
        int first = i;
        long digits = 0;
        while (i < bytes.length && isDigit(bytes[i])) {
            digits = digits * 10 + (bytes[i++] - '0');
        }
        int count = i - first;
        if (count == 0 || (count > 1 && bytes[first] == '0')) {
            return 0;
        }
        int fraction = 0;
        if (i < bytes.length && bytes[i] == '.') {
            int point = i++;
            while (i < bytes.length && isDigit(bytes[i])) {
                digits = digits * 10 + (bytes[i++] - '0');
            }
            fraction = i - point - 1;
            if (fraction == 0) {
                return 0;
            }
            count += fraction;
        }
        if (i < bytes.length && (bytes[i] | 0x20) == 'e') {
            i = endOfExponent(i + 1);
            return i == NOT_PLAIN ? 0 : decimal(from, i);
        }
        // Clinger, "How to read floating point numbers accurately" (1990): with an exact integer and an exact power of
        // ten, the one division rounds correctly.
        if (count <= DIGITS_OF_LONG && digits <= EXACT_INTEGERS && fraction < POWERS_OF_TEN.length) {
            end = i;
            double value = digits / POWERS_OF_TEN[fraction];
            return negative ? -value : value;
        }
        return decimal(from, i);
    }

    private int endOfExponent(int from) {
        int i = from;
        if (i < bytes.length && (bytes[i] == '+' || bytes[i] == '-')) {
            i++;
        }
        int first = i;
        while (i < bytes.length && isDigit(bytes[i])) {
            i++;
        }
        return i == first ? NOT_PLAIN : i;
    }

    /** A number whose text is known to be one; not plain when it is very long or too large. */
    private double decimal(int from, int to) {
        int length = to - from;
        if (length > PLAIN_LENGTH) {
            return 0;
        }
        for (int i = 0; i < length; i++) {
            text[i] = (char) bytes[from + i];
        }
        double value = NumberInput.parseDouble(text, 0, length, true);
        if (Double.isFinite(value)) {
            end = to;
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
