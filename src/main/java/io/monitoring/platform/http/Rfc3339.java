package io.monitoring.platform.http;

/**
 * RFC 3339 times, read by hand: a {@code DateTimeFormatter} costs more than everything else about a point together.
 * Fractions finer than a millisecond are cut off; a leap second is the second after it.
 */
final class Rfc3339 {

    /** Not a time: outside of what four digits of a year can say. */
    static final long INVALID = Times.INVALID;

    private static final int SHORTEST = "2026-01-02T03:04:05Z".length();
    private static final int FRACTION = 19;

    private Rfc3339() {}

    /** Epoch milliseconds, or {@link #INVALID}. */
    static long parse(String text) {
        if (text.length() < SHORTEST
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) | 0x20) != 't'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return INVALID;
        }
        int century = twoDigits(text, 0);
        int yearOfCentury = twoDigits(text, 2);
        int month = twoDigits(text, 5);
        int day = twoDigits(text, 8);
        int hour = twoDigits(text, 11);
        int minute = twoDigits(text, 14);
        int second = twoDigits(text, 17);
        if ((century | yearOfCentury | month | day | hour | minute | second) < 0) {
            return INVALID;
        }
        int year = century * 100 + yearOfCentury;
        if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59) {
            return INVALID;
        }
        int zone = FRACTION;
        int millis = 0;
        if (text.charAt(FRACTION) == '.') {
            zone = endOfDigits(text, FRACTION + 1);
            if (zone == FRACTION + 1) {
                return INVALID;
            }
            millis = millis(text, FRACTION + 1, zone);
        }
        int offset = offsetMinutes(text, zone);
        if (offset == Integer.MIN_VALUE) {
            return INVALID;
        }
        long minutes = daysSinceEpoch(year, month, day) * 1440 + hour * 60L + minute - offset;
        if (second > 59 && (second > 60 || Math.floorMod(minutes, 1440L) != 1439)) {
            return INVALID;
        }
        return (minutes * 60 + second) * 1000 + millis;
    }

    private static int twoDigits(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int millis(String text, int from, int to) {
        int millis = 0;
        for (int i = from; i < from + 3; i++) {
            millis = millis * 10 + (i < to ? text.charAt(i) - '0' : 0);
        }
        return millis;
    }

    /** Of {@code Z} or {@code +hh:mm}, which must be the rest of the text. */
    private static int offsetMinutes(String text, int at) {
        int rest = text.length() - at;
        if (rest == 1 && (text.charAt(at) | 0x20) == 'z') {
            return 0;
        }
        if (rest != 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = twoDigits(text, at + 1);
        int minutes = twoDigits(text, at + 4);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        return switch (text.charAt(at)) {
            case '+' -> hours * 60 + minutes;
            case '-' -> -(hours * 60 + minutes);
            default -> Integer.MIN_VALUE;
        };
    }

    private static int daysInMonth(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
    private static long daysSinceEpoch(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146097L + dayOfEra - 719468;
    }
}
