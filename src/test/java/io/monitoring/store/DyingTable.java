package io.monitoring.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.aws.DynamoGateway;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Update;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;

/** The table of a process that is killed before, or right after, one of its next calls. */
public final class DyingTable extends Table {

    public static final class KilledException extends RuntimeException {}

    private int callsLeft = Integer.MAX_VALUE;
    private boolean afterTheCall;

    public DyingTable(DynamoGateway dynamo, Environment environment, MeterRegistry meters) {
        super(dynamo, environment, meters);
    }

    /**
     * @param calls        how many calls are still made
     * @param afterTheCall whether the fatal call is carried out, unbeknown to the process
     */
    public synchronized void dieAfter(int calls, boolean afterTheCall) {
        this.callsLeft = calls;
        this.afterTheCall = afterTheCall;
    }

    private synchronized boolean isDead() {
        return callsLeft <= 0;
    }

    private synchronized boolean dies() {
        callsLeft--;
        return callsLeft == 0;
    }

    private <T> Uni<T> unlessDead(Supplier<Uni<T>> call) {
        return Uni.createFrom().deferred(() -> {
            if (isDead()) {
                return Uni.createFrom().failure(new KilledException());
            }
            if (!dies()) {
                return call.get();
            }
            Uni<T> killed = Uni.createFrom().failure(new KilledException());
            return afterTheCall ? call.get().chain(done -> killed) : killed;
        });
    }

    @Override
    public Uni<Boolean> putNew(WriteLabel label, Item item) {
        return unlessDead(() -> super.putNew(label, item));
    }

    @Override
    public Uni<Void> put(WriteLabel label, Item item) {
        return unlessDead(() -> super.put(label, item));
    }

    @Override
    public Uni<Boolean> update(WriteLabel label, ItemKey key, Update update) {
        return unlessDead(() -> super.update(label, key, update));
    }

    @Override
    public Uni<Item> read(ItemKey key, ReadCost cost) {
        return unlessDead(() -> super.read(key, cost));
    }

    @Override
    public Uni<List<Item>> query(KeyRange range, boolean consistent, ReadCost cost) {
        return unlessDead(() -> super.query(range, consistent, cost));
    }
}
