package io.monitoring.runbooks.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunbookParserTest {

    private static final String TEXT = """
            ---
            id: example
            title: An example
            severity: P2
            symptoms:
              - it hurts
            owner: nobody
            params:
              HOST: localhost # where it hurts
              SINCE: "" # since when; empty: now
            secrets:
              - TOKEN
            ---

            # An example

            ## First 15 minutes

            ### 1. Look

            - [ ] Tell somebody

            ```bash { name=look risk=read }
            curl "http://$HOST/?since=${SINCE:-$(date +%s)}" "$HOSTS"
            ```

            - Expect: jq `.ok and (.a | b)`
            - Expect: matches `^fine$`
            - Otherwise: look again,
              and again.

            ```bash
            echo an example, and no step
            ```

            ## Remediate

            ```bash { name=hit risk=destructive on=aws }
            exit 3
            ```

            - Expect: exit 3
            """;

    @Test
    void readsWhatTheDocumentSays() {
        Runbook runbook = RunbookParser.parse(TEXT);

        assertThat(runbook.id()).isEqualTo("example");
        assertThat(runbook.severity().sev()).isEqualTo("SEV-3");
        assertThat(runbook.symptoms()).containsExactly("it hurts");
        assertThat(runbook.secrets()).containsExactly("TOKEN");
        assertThat(runbook.parameters())
                .containsExactly(
                        new Parameter("HOST", "localhost", "where it hurts"),
                        new Parameter("SINCE", "", "since when; empty: now"));
        assertThat(runbook.stages())
                .extracting(Stage::section, Stage::heading, stage -> stage.checklist()
                        .size())
                .containsExactly(tuple("First 15 minutes", "1. Look", 1), tuple("Remediate", "Remediate", 0));
        Step look = runbook.step("look").orElseThrow();
        assertThat(look.expectations())
                .extracting(Expectation::text)
                .containsExactly("jq `.ok and (.a | b)`", "matches `^fine$`");
        assertThat(look.otherwise()).isEqualTo("look again, and again.");
        assertThat(look.exit()).isZero();
        Step hit = runbook.step("hit").orElseThrow();
        assertThat(hit.risk()).isEqualTo(Risk.DESTRUCTIVE);
        assertThat(hit.shapes()).containsExactlyInAnyOrder(Shape.LAMBDA, Shape.KUBERNETES);
        assertThat(hit.exit()).isEqualTo(3);
    }

    @Test
    void putsValuesWhereVariablesStand() {
        Runbook filled = RunbookParser.parse(TEXT).filled(Map.of("SINCE", "2026-01-01T00:00:00Z"));

        assertThat(filled.step("look").orElseThrow().command())
                .isEqualTo("curl \"http://localhost/?since=2026-01-01T00:00:00Z\" \"$HOSTS\"");
    }

    @Test
    void leavesACommandItsOwnValueWhereNobodyGivesOne() {
        Runbook filled = RunbookParser.parse(TEXT).filled(Map.of());

        assertThat(filled.step("look").orElseThrow().command()).contains("${SINCE:-$(date +%s)}");
    }

    @Test
    void takesOnlyPlainTokensAsValues() {
        Runbook runbook = RunbookParser.parse(TEXT);

        for (String value : new String[] {
            "a;b", "$(id)", "`id`", "a b", "a\nb", "\"", "'", "a|b", "a&b", "-o", "a>b", "a*", "{a,b}", "\\", " ", "~"
        }) {
            assertThatThrownBy(() -> runbook.filled(Map.of("HOST", value)))
                    .as(value)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void saysWhichLineIsWrong() {
        rejects(TEXT.replace("risk=read", "risk=none"), "risk is read, write or destructive");
        rejects(TEXT.replace("name=look risk=read", "name=look"), "a step has name, risk");
        rejects(TEXT.replace("name=hit", "name=look"), "two steps are named look");
        rejects(TEXT.replace("- Expect: exit 3", "- Exit: 3"), "nothing is expected of hit");
        rejects(
                TEXT.replace("exit 3\n\n", "exit 3\n").replace("Expect: exit 3", "Expect: three"),
                "not an expectation");
        rejects(TEXT.replace("on=aws", "on=mars"), "a shape is dev, lambda or kubernetes");
        rejects(TEXT.replace("on=aws", "of=aws"), "a step has name, risk");
        rejects(TEXT.replace("HOST: localhost # where it hurts", "HOST: localhost"), "a parameter is NAME");
        rejects(TEXT.replace("owner: nobody\n", ""), "no owner");
        rejects(TEXT.replace("```bash { name=hit", "```sh { name=hit"), "not the beginning of a step");
        assertThatThrownBy(() -> RunbookParser.parse(TEXT.replace("risk=read", "risk=none")))
                .hasMessageStartingWith("line 23: ");
    }

    @Test
    void aStepsFingerprintIsOfWhatIsProvenAboutIt() {
        String before = RunbookParser.parse(TEXT).step("look").orElseThrow().fingerprint();

        assertThat(fingerprint(TEXT.replace("look again,", "look away,"))).isEqualTo(before);
        assertThat(fingerprint(TEXT.replace("curl", "wget"))).isNotEqualTo(before);
        assertThat(fingerprint(TEXT.replace(".ok and", ".ok or"))).isNotEqualTo(before);
        assertThat(fingerprint(TEXT.replace("risk=read", "risk=write"))).isNotEqualTo(before);
    }

    private static String fingerprint(String text) {
        return RunbookParser.parse(text).step("look").orElseThrow().fingerprint();
    }

    private static void rejects(String text, String why) {
        assertThatThrownBy(() -> RunbookParser.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line ")
                .hasMessageContaining(why);
    }
}
