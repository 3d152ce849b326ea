package io.monitoring.platform.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitoring.ingest.BadInputs;
import io.monitoring.platform.http.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {

    private static final int MAX = 5 << 20;
    private static final byte[] TEXT = "{\"value\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void leavesPlainBodiesAsTheyAre() {
        assertThat(decode(TEXT, null)).isSameAs(TEXT);
        assertThat(decode(TEXT, " Identity ")).isSameAs(TEXT);
    }

    @Test
    void undoesGzipOfAnySizeUpToTheLimit() {
        for (int size : new int[] {0, 1, 1023, 1024, 1025, 100_000, MAX - 1, MAX}) {
            byte[] body = new byte[size];
            new Random(size).nextBytes(body);
            Arrays.fill(body, size / 2, size, (byte) 'x');

            assertThat(decode(BadInputs.gzip(body), "GZIP")).isEqualTo(body);
        }
    }

    @Test
    void undoesSeveralMembers() {
        byte[] member = BadInputs.gzip(TEXT);

        assertThat(decode(joined(member, member, BadInputs.gzip(new byte[0])), "x-gzip"))
                .isEqualTo(joined(TEXT, TEXT));
    }

    @Test
    void undoesAMemberWithEverythingAHeaderMayHave() {
        byte[] plain = BadInputs.gzip(TEXT);
        byte[] header = joined(
                new byte[] {0x1f, (byte) 0x8b, 8, 0b11111, 1, 2, 3, 4, 0, 3},
                new byte[] {2, 0, 'a', 'b'},
                "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
        var checksum = new CRC32();
        checksum.update(header);
        byte[] sum = {(byte) checksum.getValue(), (byte) (checksum.getValue() >> 8)};
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        byte[] body = joined(header, sum, rest);

        assertThat(decode(body, "gzip")).isEqualTo(TEXT);
        for (int i = 0; i < body.length; i++) {
            refused(400, Arrays.copyOf(body, i), "gzip");
        }
        sum[0] ^= 1;
        refused(400, joined(header, sum, rest), "gzip");
    }

    @Test
    void refusesWhatIsCutOffAnywhere() {
        byte[] body = BadInputs.gzip(TEXT);

        for (int i = 0; i < body.length; i++) {
            refused(400, Arrays.copyOf(body, i), "gzip");
        }
    }

    @Test
    void refusesADamagedSecondMemberAndWhateverElseFollows() {
        byte[] member = BadInputs.gzip(TEXT);
        for (int i = 0; i < 4; i++) {
            byte[] second = member.clone();
            second[i] ^= (byte) 0xe0;
            refused(400, joined(member, second), "gzip");
        }
        for (int length = 1; length < member.length; length++) {
            refused(400, joined(member, Arrays.copyOf(member, length)), "gzip");
        }
        refused(400, joined(member, TEXT), "gzip");
        refused(400, joined(member, new byte[1]), "gzip");
    }

    @Test
    void refusesChecksumsAndSizesThatDoNotFit() {
        byte[] body = BadInputs.gzip(TEXT);
        for (int i = 1; i <= 8; i++) {
            byte[] damaged = body.clone();
            damaged[body.length - i] ^= 1;
            refused(400, damaged, "gzip");
        }
    }

    @Test
    void stopsAtTheLimitWhateverIsBehindIt() {
        refused(413, BadInputs.gzip(new byte[200 << 20]), "gzip");
        refused(413, joined(BadInputs.gzip(new byte[MAX]), BadInputs.gzip(new byte[1])), "gzip");
        refused(413, new byte[MAX + 1], null);
        refused(413, new byte[MAX + 1], "gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "gzip,identity", "gzip;q=1", "*"})
    void refusesOtherEncodings(String encoding) {
        refused(415, TEXT, encoding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=UTF8",
                "application/json; charset=\"utf-8\"",
                "application/json; charset=us-ascii",
                "application/json; charset=ascii",
                "no type; charset"
            })
    void takesUtf8ByAnyOfItsNames(String type) {
        BodyCharset.require(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "latin1", "utf-16", "utf-9", "\"\"", "\"&%\""})
    void refusesOtherCharsets(String charset) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> BodyCharset.require("text/plain; charset=" + charset))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(415));
    }

    private static byte[] decode(byte[] body, String encoding) {
        return BodyDecoder.decode(body, encoding, MAX);
    }

    private static void refused(int status, byte[] body, String encoding) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> decode(body, encoding))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(status));
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
