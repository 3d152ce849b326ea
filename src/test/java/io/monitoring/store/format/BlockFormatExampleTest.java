package io.monitoring.store.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.PointCodec.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockFormatExampleTest {

    @Test
    void thePagesExampleIsWhatTheEncoderWrites() throws IOException {
        var points = new SeriesPoints(SeriesKey.of("checkout", "cpu_usage", Map.of("host", "web-01")), 3);
        points.add(1_790_000_000_000L, 41.5, null);
        points.add(1_790_000_010_000L, 41.7, null);
        points.add(1_790_000_020_000L, 41.6, null);

        byte[] data = PointCodec.encode(List.of(points), Effort.FAST);

        String hex = HexFormat.ofDelimiter(" ").formatHex(data);
        assertThat(Files.readString(Path.of("docs/block-format.md"))).contains("```\n" + hex + "\n```");
    }
}
