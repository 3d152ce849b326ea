package io.monitoring.resilience.fleet;

import java.util.Comparator;
import java.util.List;

/**
 * How far an order got.
 *
 * @param scope {@code fleet}, or {@code instance} where only this one knows of it
 * @param generation the order's number; in scope {@code instance} the latest that this instance has carried out
 * @param missing the known instances that have not said that they carried it out
 */
public record Acknowledgement(String scope, long generation, Instances instances, List<Missing> missing) {

    public static final String FLEET = "fleet";
    public static final String INSTANCE = "instance";

    /** How many instances are known, and how many of them have carried out the order. */
    public record Instances(int known, int acknowledged) {
        public static final Instances ONLY_THIS = new Instances(1, 1);
    }

    public record Missing(String id, String host) {}

    static Acknowledgement ofThisInstance(long generation) {
        return new Acknowledgement(INSTANCE, generation, Instances.ONLY_THIS, List.of());
    }

    public static Acknowledgement of(long generation, List<InstanceState> known) {
        List<Missing> missing = known.stream()
                .filter(instance -> instance.generation() < generation)
                .map(instance -> new Missing(instance.id(), instance.host()))
                .sorted(Comparator.comparing(Missing::host).thenComparing(Missing::id))
                .toList();
        return new Acknowledgement(
                FLEET, generation, new Instances(known.size(), known.size() - missing.size()), missing);
    }

    boolean complete() {
        return missing.isEmpty();
    }
}
