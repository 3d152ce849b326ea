package io.monitoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private static final QueueMessage ONE = new QueueMessage.Dirty("one", List.of("2026112409"));
    private static final QueueMessage TWO = new QueueMessage.Dirty("two", List.of());

    private final MessageCodec codec = new MessageCodec(new ObjectMapper());

    @Test
    void joinsMessagesIntoOne() {
        String joined = codec.join(List.of(codec.encode(ONE), codec.encode(TWO)));

        assertThat(codec.decode(joined)).isEqualTo(new QueueMessage.Several(List.of(ONE, TWO)));
    }

    @Test
    void leavesASingleMessageAsItIs() {
        assertThat(codec.decode(codec.join(List.of(codec.encode(ONE))))).isEqualTo(ONE);
    }

    @Test
    void saysHowLongAJoinedMessageIsAtMost() {
        String one = codec.encode(ONE);
        String two = codec.encode(TWO);

        int length = codec.join(List.of(one, two)).length();

        assertThat(length)
                .isLessThanOrEqualTo(
                        MessageCodec.BYTES_AROUND + 2 * MessageCodec.BYTES_BETWEEN + one.length() + two.length());
    }
}
