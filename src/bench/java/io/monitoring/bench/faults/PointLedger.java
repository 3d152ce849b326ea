package io.monitoring.bench.faults;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What each point was answered. A point is known by its value, which no other has. */
final class PointLedger {

    enum Outcome {
        SENT,
        ACKNOWLEDGED,
        REFUSED,
        UNKNOWN
    }

    /** A point and its answers in the order they came. */
    private static final class Entry {

        private final String service;
        private final boolean keyed;
        private final List<String> answers = new ArrayList<>(1);
        private Outcome outcome = Outcome.SENT;

        Entry(String service, boolean keyed) {
            this.service = service;
            this.keyed = keyed;
        }

        /** A repetition that was refused does not undo what an attempt before it may have done. */
        synchronized void add(Outcome next, String answer) {
            answers.add(answer);
            if (next == Outcome.ACKNOWLEDGED || outcome == Outcome.SENT) {
                outcome = next;
            } else if (outcome == Outcome.REFUSED && next == Outcome.UNKNOWN) {
                outcome = next;
            }
        }

        synchronized Outcome outcome() {
            return outcome;
        }

        @Override
        public synchronized String toString() {
            return service + (keyed ? " with a key, " : ", ") + outcome + " " + answers;
        }
    }

    private final AtomicLong values = new AtomicLong();
    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();

    long next(String service, boolean keyed) {
        long value = values.incrementAndGet();
        entries.put(value, new Entry(service, keyed));
        return value;
    }

    void answered(long value, Outcome outcome, String answer) {
        entries.get(value).add(outcome, LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + answer);
    }

    /** Counts the answers to requests. */
    void count(String answer) {
        answers.computeIfAbsent(answer, any -> new LongAdder()).increment();
    }

    String answers() {
        return answers.toString();
    }

    long count(Outcome outcome) {
        return entries.values().stream().filter(one -> one.outcome() == outcome).count();
    }

    List<String> services() {
        return entries.values().stream()
                .map(one -> one.service)
                .distinct()
                .sorted()
                .toList();
    }

    /** How often a reader found each value, against what was answered. */
    Verdict check(Map<Long, Integer> stored) {
        var verdict = new Verdict();
        entries.forEach((value, entry) -> {
            int times = stored.getOrDefault(value, 0);
            String broken = broken(entry, times);
            if (broken != null) {
                verdict.add(broken, value + " is there " + times + " times: " + entry);
            }
        });
        stored.keySet().stream()
                .filter(value -> !entries.containsKey(value))
                .forEach(value -> verdict.add("never_sent", value + " was never sent"));
        return verdict;
    }

    private static String broken(Entry entry, int times) {
        return switch (entry.outcome()) {
            case ACKNOWLEDGED -> times == 0 ? "acknowledged_missing" : times > 1 ? "stored_twice" : null;
            case REFUSED -> times > 0 ? "refused_stored" : null;
            case UNKNOWN, SENT -> times > 1 ? "unknown_stored_twice" : null;
        };
    }

    /** Promises that were broken, by name. */
    static final class Verdict {

        private final Map<String, List<String>> broken = new TreeMap<>();

        private void add(String promise, String what) {
            broken.computeIfAbsent(promise, any -> new ArrayList<>()).add(what);
        }

        long count(String promise) {
            return broken.getOrDefault(promise, List.of()).size();
        }

        boolean kept() {
            return broken.isEmpty();
        }

        /** The first few of each kind. */
        String text(int most) {
            Function<Map.Entry<String, List<String>>, String> lines = kind -> kind.getValue().stream()
                    .limit(most)
                    .map(line -> "BROKEN " + kind.getKey() + ": " + line)
                    .collect(Collectors.joining("\n"));
            return broken.entrySet().stream().map(lines).collect(Collectors.joining("\n"));
        }
    }
}
