package io.monitoring.platform.table;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What the partition keys of the one table begin with. A whole key stands alone; a prefix ends with a separator that no
 * name may contain, and what follows it is told apart by {@code #}.
 *
 * <table>
 * <caption>Items</caption>
 * <tr><th>item</th><th>pk</th><th>sk</th></tr>
 * <tr><td>service</td><td>{@code S}</td><td>service</td></tr>
 * <tr><td>catalogue of a service's series</td><td>{@code S#service}</td><td>page</td></tr>
 * <tr><td>hour of a service</td><td>{@code H#service}</td><td>hour</td></tr>
 * <tr><td>block</td><td>{@code B#service#hour#shard}</td><td>stamp-writer-sequence</td></tr>
 * <tr><td>segment: roll-ups of an open hour</td><td>{@code O#service#hour}</td><td>stamp it starts at</td></tr>
 * <tr><td>chunk</td><td>{@code C#service#hour}</td><td>version#part</td></tr>
 * <tr><td>roll-up</td><td>{@code R#service#period#resolution#group}</td><td>hour#version</td></tr>
 * <tr><td>idempotency record</td><td>{@code I#hash of the key}</td><td>{@code I}</td></tr>
 * <tr><td>fence of parts from the queue</td><td>{@code Q#name}</td><td>{@code Q}</td></tr>
 * <tr><td>detectors of a service</td><td>{@code W#service}</td><td>groups.group, or {@code claim}</td></tr>
 * <tr><td>finding, by service</td><td>{@code N#service}</td><td>id</td></tr>
 * <tr><td>finding, by day</td><td>{@code N@yyyyMMdd}</td><td>id</td></tr>
 * <tr><td>dependency</td><td>{@code D}</td><td>caller#callee, or caller for what was declared</td></tr>
 * <tr><td>limits of a service</td><td>{@code L#service}</td><td>{@code limits}</td></tr>
 * <tr><td>entry of an analysis in the list</td><td>{@code A}</td><td>id</td></tr>
 * <tr><td>document of an analysis</td><td>{@code A#id}</td><td>{@code document}</td></tr>
 * <tr><td>orders to the fleet, and its instances</td><td>{@code F}</td><td>{@code control}, or {@code i#id}</td></tr>
 * <tr><td>transition of a breaker</td><td>{@code F#breaker}</td><td>epoch milliseconds#instance#sequence</td></tr>
 * <tr><td>what the dependency probe reads and writes</td><td>{@code control}</td><td>{@code probe}</td></tr>
 * </table>
 */
public enum KeyPrefix {
    SERVICES("S"),
    CATALOGUE("S#"),
    HOURS("H#"),
    BLOCKS("B#"),
    SEGMENTS("O#"),
    CHUNKS("C#"),
    ROLLUPS("R#"),
    IDEMPOTENCY("I#"),
    FENCE("Q#"),
    DETECTORS("W#"),
    FINDINGS_OF_SERVICE("N#"),
    FINDINGS_OF_DAY("N@"),
    DEPENDENCIES("D"),
    LIMITS("L#"),
    ANALYSES("A"),
    ANALYSIS("A#"),
    FLEET("F"),
    TRANSITIONS("F#"),
    PROBE("control");

    private final String text;

    KeyPrefix(String text) {
        this.text = text;
    }

    /** Whether the text is a whole key, with nothing after it. */
    public boolean isWhole() {
        return Character.isLetter(text.charAt(text.length() - 1));
    }

    /** How the key begins, the separator included. */
    public String text() {
        return text;
    }

    /** A partition key. A whole key takes no parts, a prefix one or more, which are joined by {@code #}. */
    public String of(Object... parts) {
        if (isWhole() != (parts.length == 0)) {
            throw new IllegalArgumentException(this + " does not take " + parts.length + " parts");
        }
        return text + Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining("#"));
    }

    /** What follows the prefix in a partition key. */
    public String restOf(String pk) {
        if (!pk.startsWith(text)) {
            throw new IllegalArgumentException(pk + " does not begin with " + text);
        }
        return pk.substring(text.length());
    }
}
