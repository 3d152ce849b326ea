package io.monitoring.advisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.runbooks.book.RunbookParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an analysis sends somebody to is there. */
class RunbookStepTest {

    @ParameterizedTest
    @EnumSource
    void isAHeadingOfARunbook(RunbookStep step) throws IOException {
        var runbook = RunbookParser.parse(Files.readString(Path.of("runbooks", step.runbook() + ".md")));

        assertThat(runbook.stages())
                .filteredOn(stage -> String.valueOf(stage.number()).equals(step.step()))
                .singleElement()
                .satisfies(stage -> assertThat(stage.title()).isEqualTo(step.title()));
    }
}
