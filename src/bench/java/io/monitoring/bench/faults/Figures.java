package io.monitoring.bench.faults;

import java.util.Map;
import java.util.TreeMap;

/** What was measured, by name; of several runs the sums, or the maxima. */
final class Figures {

    private enum Kind {
        SUM,
        MOST,
        /** A sum that must be zero. */
        PROMISE
    }

    private record Figure(double value, String unit, Kind kind) {

        Figure and(Figure other) {
            double joined = kind == Kind.MOST ? Math.max(value, other.value) : value + other.value;
            return new Figure(joined, unit, kind);
        }
    }

    private final Map<String, Figure> figures = new TreeMap<>();

    void add(String name, double value, String unit) {
        figures.merge(name, new Figure(value, unit, Kind.SUM), Figure::and);
    }

    void most(String name, double value, String unit) {
        figures.merge(name, new Figure(value, unit, Kind.MOST), Figure::and);
    }

    /** Must be zero. */
    void promise(String name, double value, String unit) {
        figures.merge(name, new Figure(value, unit, Kind.PROMISE), Figure::and);
    }

    void addAll(Figures others) {
        others.figures.forEach((name, figure) -> figures.merge(name, figure, Figure::and));
    }

    boolean kept() {
        return figures.values().stream().noneMatch(one -> one.kind() == Kind.PROMISE && one.value() != 0);
    }

    void print() {
        figures.forEach((name, one) -> System.out.printf("figure %s %s %s%n", name, number(one.value()), one.unit()));
    }

    void table() {
        figures.forEach((name, one) -> System.out.printf(
                "%-26s %12s %-10s %s%n",
                name,
                number(one.value()),
                one.unit(),
                one.kind() != Kind.PROMISE ? "" : one.value() == 0 ? "kept" : "BROKEN"));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : "%.1f".formatted(value);
    }
}
