package io.monitoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.monitoring.series.Hour;
import io.monitoring.store.Part;
import io.monitoring.store.write.PackedPart;
import io.monitoring.store.write.SpilledBlock;
import io.monitoring.store.write.SpilledParts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How spilled writes are put together; that they get to the queue and back is OutageTest's. */
class SpillQueueTest {

    private static final QueueMessage.Block TRIED =
            new QueueMessage.Block(new SpilledBlock("shop", "2026112409", "pk", "sk", new byte[] {1}));

    private final MessageCodec codec = new MessageCodec(new ObjectMapper());

    @Test
    void putsPartsThatNobodyTriedBehindOneFence() {
        PackedPart one = part("shop");
        PackedPart two = part("cart");

        QueueMessage joined = SpillQueue.join(List.of(untried("a", one), untried("b", two)));

        assertThat(joined).isEqualTo(new QueueMessage.Parts(new SpilledParts("b", List.of(one, two))));
    }

    @Test
    void leavesABlockThatWasTriedTheFenceOfItsOwn() {
        QueueMessage.Parts untried = untried("a", part("shop"));

        assertThat(SpillQueue.join(List.of(TRIED, untried)))
                .isEqualTo(new QueueMessage.Several(List.of(untried, TRIED)));
    }

    @Test
    void leavesASingleMessageAsItIs() {
        assertThat(SpillQueue.join(List.of(TRIED))).isEqualTo(TRIED);
    }

    @Test
    void isNoLongerThanItsMessagesAndTheFrame() {
        List<QueueMessage> messages = List.of(untried("a", part("shop")), TRIED, untried("b", part("cart")), TRIED);

        int length = codec.encode(SpillQueue.join(messages)).length();

        int of = messages.stream()
                .mapToInt(message -> codec.encode(message).length() + MessageCodec.BYTES_BETWEEN)
                .sum();
        assertThat(length).isLessThanOrEqualTo(of + MessageCodec.BYTES_AROUND);
        QueueMessage tried = SpillQueue.join(List.of(TRIED, TRIED));
        assertThat(codec.encode(tried))
                .hasSize(2 * codec.encode(TRIED).length() + MessageCodec.BYTES_BETWEEN + MessageCodec.BYTES_AROUND);
    }

    private static QueueMessage.Parts untried(String fence, PackedPart part) {
        return new QueueMessage.Parts(new SpilledParts(fence, List.of(part)));
    }

    private static PackedPart part(String service) {
        return new PackedPart(new Part(service, Hour.parse("2026112409")), new byte[] {1, 2, 3});
    }
}
