package io.monitoring.store.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.store.format.PointCodec.Effort;
import io.monitoring.store.format.column.CorruptBlockException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Altered bytes are noticed; bytes that were made to deceive, checksum and all, do no harm. */
class CorruptInputTest {

    private static final Function<byte[], Object> POINTS = data -> PointCodec.decode(SyntheticFleet.SERVICE, data);
    private static final Function<byte[], Object> ROLLUPS = data -> RollupCodec.decode(SyntheticFleet.SERVICE, data);

    @Test
    void noticesEveryFlippedBitAndTruncation() {
        byte[] points = PointCodec.encode(new SyntheticFleet(1).points(1, 10), Effort.FAST);
        byte[] rollups = RollupCodec.encode(RollupFixtures.minutes(new SyntheticFleet(1).points(1, 30)));

        noticesEveryChange(points, POINTS);
        noticesEveryChange(rollups, ROLLUPS);
    }

    private static void noticesEveryChange(byte[] data, Function<byte[], Object> decode) {
        for (int bit = 0; bit < data.length * 8; bit++) {
            byte[] altered = data.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> decode.apply(altered)).isInstanceOf(CorruptBlockException.class);
        }
        for (int length = 0; length < data.length; length++) {
            byte[] shortened = Arrays.copyOf(data, length);
            assertThatThrownBy(() -> decode.apply(shortened)).isInstanceOf(CorruptBlockException.class);
        }
    }

    @Test
    void survivesPointsWithAForgedChecksum() {
        var random = new Random(17);
        List<byte[]> originals = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            var series = SeriesArbitraries.series(random);
            originals.add(PointCodec.encode(series, i % 2 == 0 ? Effort.FAST : Effort.DENSE));
        }
        originals.add(PointCodec.encode(new SyntheticFleet(1).points(5, 60), Effort.FAST));
        originals.add(PointCodec.encode(new SyntheticFleet(1).points(5, 10), Effort.DENSE));

        survives(originals, POINTS, random, 4_000);
    }

    @Test
    void survivesRollupsWithAForgedChecksum() {
        var random = new Random(19);
        List<byte[]> originals = new ArrayList<>();
        for (int seed = 0; seed < 10; seed++) {
            originals.add(RollupCodec.encode(RollupFixtures.minutes(new SyntheticFleet(seed).points(2, 40))));
        }

        survives(originals, ROLLUPS, random, 3_000);
    }

    @Test
    void survivesNoise() {
        var random = new Random(23);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[6 + random.nextInt(200)];
            random.nextBytes(noise);
            noise[0] = (byte) (i % 2 == 0 ? PointWriter.KIND_AND_VERSION : RollupWriter.KIND_AND_VERSION);
            noise[1] = (byte) (random.nextInt(4) << 2);
            decode(seal(noise), i % 2 == 0 ? POINTS : ROLLUPS);
        }
    }

    @Test
    void namesTheVersionItDoesNotKnow() {
        byte[] data = PointCodec.encode(List.of(), Effort.FAST);
        data[0] = (byte) 0xb2;

        assertThatThrownBy(() -> POINTS.apply(seal(data)))
                .isInstanceOf(CorruptBlockException.class)
                .hasMessageContaining("b2");
    }

    private static void survives(List<byte[]> originals, Function<byte[], Object> decode, Random random, int times) {
        int refused = 0;
        for (int i = 0; i < times; i++) {
            byte[] data = originals.get(random.nextInt(originals.size())).clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                data[1 + random.nextInt(data.length - 5)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                data = Arrays.copyOf(data, 5 + random.nextInt(data.length - 5));
            }
            refused += decode(seal(data), decode) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(times / 20);
    }

    /** Whether it was taken for a document. Any exception but the one promised fails the test. */
    private static boolean decode(byte[] data, Function<byte[], Object> decode) {
        try {
            return decode.apply(data) != null;
        } catch (CorruptBlockException expected) {
            assertThat(expected.getMessage()).isNotBlank();
            return false;
        }
    }

    private static byte[] seal(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data, 0, data.length - 4);
        for (int i = 0; i < 4; i++) {
            data[data.length - 4 + i] = (byte) (crc.getValue() >>> (24 - 8 * i));
        }
        return data;
    }
}
