package io.monitoring.advisor.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportToolTest {

    private static final Set<String> KNOWN = Set.of("E1", "E2");

    @Test
    void readsAnAnswerThatKeepsToTheSchema() {
        var report = read("""
                {"summary":"db is slow","recommendations":[{"action":"Look at db","reason":"E1 shows it","evidence":["E1"]}],
                 "disagreements":[{"text":"edge may be first","evidence":["E1","E2"]}]}""");

        assertThat(report.recommendations()).singleElement().satisfies(one -> {
            assertThat(one.source()).isEqualTo("bedrock");
            assertThat(one.priority()).isEqualTo(4);
            assertThat(one.evidence()).containsExactly("E1");
        });
        assertThat(report.disagreements()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"summary\":\"s\",\"recommendations\":[],\"disagreements\":[]}",
                "{\"summary\":\"s\",\"recommendations\":[{\"action\":\"a\",\"reason\":\"r\",\"evidence\":[]}],\"disagreements\":[]}",
                "{\"summary\":\"s\",\"recommendations\":[{\"action\":\"a\",\"reason\":\"r\",\"evidence\":[\"E9\"]}],\"disagreements\":[]}",
                "{\"summary\":\"s\",\"recommendations\":[{\"action\":\"a\",\"reason\":\"r\"}],\"disagreements\":[]}",
                "{\"summary\":\"s\",\"recommendations\":\"do it\",\"disagreements\":[]}",
                "{\"summary\":5,\"recommendations\":[{\"action\":\"a\",\"reason\":\"r\",\"evidence\":[\"E1\"]}],\"disagreements\":[]}",
                "{\"summary\":\"s\",\"recommendations\":[{\"action\":\"a\",\"reason\":\"r\",\"evidence\":[\"E1\"],\"run\":\"rm\"}],\"disagreements\":[]}",
                "{\"summary\":\"s\",\"recommendations\":[{\"action\":\" \",\"reason\":\"r\",\"evidence\":[\"E1\"]}],\"disagreements\":[]}"
            })
    void dropsAnAnswerThatDoesNot(String input) {
        assertThatThrownBy(() -> read(input)).isInstanceOf(ReportTool.Unusable.class);
    }

    private static ReportTool.Report read(String input) {
        try {
            return ReportTool.read(new JsonMapper().readTree(input), KNOWN, 4);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
