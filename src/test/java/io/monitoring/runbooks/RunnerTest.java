package io.monitoring.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.monitoring.runbooks.Tools.Said;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code runbooks/run} does of its own, with nothing that answers. */
class RunnerTest {

    private static final String TOKEN = "a-token-nobody-may-see";
    private static final String NOBODY = "API_URL=http://127.0.0.1:1";

    @TempDir
    Path folder;

    @BeforeEach
    void needsJq() {
        assumeThat(Tools.present("jq")).as("jq is here").isTrue();
    }

    @Test
    void masksSecretsOnTheScreenAndInTheTranscript() {
        Said said = run("", "system-outage", "--step", "declare", "--param", "INCIDENT_ID=" + TOKEN);

        assertThat(said.text()).contains("incident ***, P0").doesNotContain(TOKEN);
        assertThat(Books.read(transcript())).contains("incident ***, P0").doesNotContain(TOKEN);
        assertThat(said.status()).isZero();
    }

    @Test
    void asksBeforeAStepThatWrites() {
        Said refused = run("n\n", "system-outage", "--step", "reset-breakers", "--param", NOBODY);

        assertThat(refused.text()).contains("Run it? [y/N]").contains("skipped (not agreed to)");
        assertThat(result("reset-breakers").outcome()).isEqualTo("skipped");

        run("y\n", "system-outage", "--step", "reset-breakers", "--param", NOBODY);
        assertThat(result("reset-breakers").outcome()).isEqualTo("not as expected");
        run("", "system-outage", "--step", "reset-breakers", "--param", NOBODY, "--yes-write");
        assertThat(result("reset-breakers").outcome()).isEqualTo("not as expected");
    }

    @Test
    void refusesWhatDestroysUntilItsNameIsTyped() {
        run("y\n", "database-issues", "--step", "purge-dead-letters", "--yes-write");

        assertThat(result("purge-dead-letters").outcome()).isEqualTo("skipped");
    }

    @Test
    void runsNothingInADryRun() {
        Said said = run("", "system-outage", "--dry-run", "--param", NOBODY);

        assertThat(said.status()).isZero();
        assertThat(Transcript.read(transcript()).results().values())
                .hasSizeGreaterThan(20)
                .allSatisfy(result -> assertThat(result.outcome()).isEqualTo("skipped"));
    }

    @Test
    void saysWhatToDoWhereAStepIsNotAsExpected() {
        Said said = run("", "system-outage", "--step", "2", "--param", NOBODY);

        assertThat(said.status()).isEqualTo(1);
        assertThat(result("health").text()).contains("- expected: jq `.status", "**otherwise: `unhealthy`");
    }

    @Test
    void refusesCallsThatItDoesNotUnderstand() {
        assertThat(run("", "system-outage", "--param", "ENVIRONMENT=a;id").status())
                .isEqualTo(2);
        assertThat(run("", "system-outage", "--param", "NOTHING=a").status()).isEqualTo(2);
        assertThat(run("", "system-outage", "--step", "no-such-step").status()).isEqualTo(2);
        assertThat(run("", "no-such-runbook").status()).isEqualTo(2);
    }

    private Said run(String answers, String... arguments) {
        List<String> command = new ArrayList<>(List.of("runbooks/run"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--transcript", transcript().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("ADMIN_TOKEN", TOKEN);
        return Tools.run(builder, answers);
    }

    private Path transcript() {
        return folder.resolve("transcript.md");
    }

    private Transcript.Result result(String step) {
        return Transcript.read(transcript()).of(step);
    }
}
