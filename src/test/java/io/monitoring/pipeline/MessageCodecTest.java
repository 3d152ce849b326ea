package io.monitoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private static final QueueMessage ONE = new QueueMessage.Dirty("one", List.of("2026112409"));
    private static final QueueMessage TWO = new QueueMessage.Dirty("two", List.of());

    private final MessageCodec codec = new MessageCodec(new ObjectMapper());

    @Test
    void readsWhatItWrote() {
        QueueMessage several = new QueueMessage.Several(List.of(ONE, TWO));

        assertThat(codec.decode(codec.encode(several))).isEqualTo(several);
    }

    @Test
    void doesNotKnowWhatItWouldNotHaveWritten() {
        assertThatThrownBy(() -> codec.decode("{\"kind\":\"other\"}"))
                .isInstanceOf(MessageCodec.UnknownMessageException.class);
    }
}
