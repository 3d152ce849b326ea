package io.monitoring.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.ingest.BadInputs;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.TestLimits;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyDecoderTest {

    private static final int MAX = 5 << 20;
    private static final BodyDecoder DECODER = new BodyDecoder(TestLimits.DEFAULT);

    @Test
    void leavesPlainBodiesAsTheyAre() {
        byte[] body = {1, 2, 3};

        assertThat(DECODER.decode(body, null)).isSameAs(body);
        assertThat(DECODER.decode(body, " Identity ")).isSameAs(body);
    }

    @Test
    void undoesGzipOfAnySizeUpToTheLimit() {
        for (int size : new int[] {0, 1, 1023, 1024, 1025, 100_000, MAX - 1, MAX}) {
            byte[] body = new byte[size];
            new Random(size).nextBytes(body);
            Arrays.fill(body, size / 2, size, (byte) 'x');

            assertThat(DECODER.decode(BadInputs.gzip(body), "GZIP")).isEqualTo(body);
        }
    }

    @Test
    void stopsAtTheLimitWhateverIsBehindIt() {
        byte[] bomb = BadInputs.gzip(new byte[200 << 20]);

        assertThatThrownBy(() -> DECODER.decode(bomb, "gzip"))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.status()).isEqualTo(413));
    }
}
