package io.monitoring.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad input over HTTP, and the page about them: {@code -Dupdate-docs} writes what this test proves. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class BadInputHttpTest {

    private static final Path PAGE = Path.of("docs", "bad-inputs.md");

    /** The service that the points of {@link BadInputs} name. */
    private static final String SERVICE = "s";

    @TestHTTPResource
    URI base;

    private MetricsClient client;

    @BeforeEach
    void connect() {
        client = new MetricsClient(base);
    }

    static List<BadInputs.BadInput> inputs() {
        return BadInputs.ALL;
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void answersEachBadInputNamingTheField(BadInputs.BadInput input) {
        int before = stored();

        MetricsClient.Answer answer = post(input);

        assertThat(answer.status()).as(answer.body()).isEqualTo(input.status());
        JsonNode first = first(answer);
        String field = first.get("field").asText();
        if (input.field().endsWith(".")) {
            assertThat(field).startsWith(input.field());
        } else {
            assertThat(field).isEqualTo(input.field());
        }
        assertThat(first.get("detail").asText()).contains(input.detail());
        assertThat(stored() - before).as("stored").isEqualTo(answer.accepted());
        if (answer.status() >= 400) {
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.json().get("status").asInt()).isEqualTo(input.status());
            assertThat(answer.json().get("error")).isEqualTo(answer.json().get("detail"));
        }
    }

    @Test
    void thePageAboutBadInputsSaysWhatIsProvedHere() throws IOException {
        says(PAGE, BadInputPage.of(BadInputs.ALL));
    }

    private static void says(Path file, String text) throws IOException {
        if (System.getProperty("update-docs") != null) {
            Files.writeString(file, text);
        }

        assertThat(file)
                .as("run ./mvnw test -Dtest=BadInputHttpTest -Dupdate-docs, and read the difference")
                .hasContent(text);
    }

    private MetricsClient.Answer post(BadInputs.BadInput input) {
        List<String> headers = new ArrayList<>();
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("Content-Type", input.contentType());
        sent.put("Content-Encoding", input.contentEncoding());
        sent.forEach((name, value) -> {
            if (value != null) {
                headers.addAll(List.of(name, value));
            }
        });
        return client.post(input.body(), headers.toArray(String[]::new));
    }

    /** What is wrong first: the field as the point's own, without the index that an error of a batch begins with. */
    private static JsonNode first(MetricsClient.Answer answer) {
        if (answer.status() == 207) {
            return answer.json().get("rejected").get(0);
        }
        var error = (com.fasterxml.jackson.databind.node.ObjectNode)
                answer.json().get("errors").get(0);
        return error.put("field", error.get("field").asText().replaceFirst("^\\[0\\]\\.", ""));
    }

    private int stored() {
        return client.readAll("limit=1000&service=" + SERVICE).size();
    }
}
