package io.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** CloudFormation's own schemas, where cfn-lint (Python) is installed. */
class CfnLintTest {

    @Test
    void findsNoErrorInProduction() throws Exception {
        lint(Synthesised.prod());
    }

    @Test
    void findsNoErrorInDevelopment() throws Exception {
        lint(Synthesised.dev());
    }

    private static void lint(Synthesised stack) throws Exception {
        Process lint;
        try {
            lint = new ProcessBuilder(
                            "cfn-lint",
                            "--non-zero-exit-code",
                            "error",
                            "--",
                            stack.file().toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no cfn-lint on the PATH: " + stack.file() + " is not checked");
            return;
        }
        String output = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lint.waitFor()).as(output).isZero();
    }
}
