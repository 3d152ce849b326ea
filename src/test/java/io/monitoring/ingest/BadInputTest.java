package io.monitoring.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestException;
import io.monitoring.ingest.batch.Rejection;
import io.monitoring.ingest.batch.TestLimits;
import io.monitoring.ingest.json.IngestFormat;
import io.monitoring.ingest.json.IngestParser;
import io.monitoring.platform.http.FieldError;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.http.body.BodyCharset;
import io.monitoring.platform.http.body.BodyDecoder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {

    private static final IngestParser PARSER = new IngestParser(TestLimits.DEFAULT, TestLimits.RETENTION);
    private static final long MOST_BYTES = TestLimits.DEFAULT.maxBodySize().asLongValue();

    private record Answer(int status, String field, String detail) {}

    static List<BadInputs.BadInput> inputs() {
        return BadInputs.ALL;
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void answersEachBadInputNamingTheField(BadInputs.BadInput input) {
        Answer answer = answer(input);

        assertThat(answer.status()).as("status: %s", answer).isEqualTo(input.status());
        if (input.field().endsWith(".")) {
            assertThat(answer.field()).startsWith(input.field());
        } else {
            assertThat(answer.field()).as("field: %s", answer).isEqualTo(input.field());
        }
        assertThat(answer.detail()).contains(input.detail()).doesNotContain("fasterxml", "Feature", "Exception");
        assertThat(answer.detail().length()).isLessThan(300);
    }

    @Test
    void namesEachBadInputOnce() {
        assertThat(BadInputs.ALL).extracting(BadInputs.BadInput::name).doesNotHaveDuplicates();
    }

    private static Answer answer(BadInputs.BadInput input) {
        try {
            BodyCharset.require(input.contentType());
            byte[] body = BodyDecoder.decode(input.body(), input.contentEncoding(), MOST_BYTES);
            var format = IngestFormat.ofContentType(input.contentType());
            IngestBatch batch = PARSER.parse(body, format, Instant.now());
            if (batch.rejections().isEmpty()) {
                return new Answer(201, "", "");
            }
            Rejection first = batch.rejections().getFirst();
            return new Answer(batch.isAllRejected() ? 400 : 207, first.field(), first.detail());
        } catch (IngestException e) {
            FieldError first = e.errors().getFirst();
            return new Answer(e.status(), first.field(), first.detail());
        } catch (ProblemException e) {
            FieldError first = e.problem().errors().getFirst();
            return new Answer(e.problem().status(), first.field(), first.detail());
        }
    }
}
