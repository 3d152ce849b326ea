package io.monitoring.deploy;

import java.nio.file.Files;
import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.CfnRuleAssertion;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/** The one zip that all functions run, and what runs it. */
record FunctionZip(Code code, Runtime runtime, String handler) {

    private static final String PLACEHOLDER = "placeholder";
    private static final String JVM_HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
    /** Lambda wants one; nothing reads it. */
    private static final String NATIVE_HANDLER = "bootstrap";

    /** Where the zip has not been built the template can be looked at, but not deployed. */
    static FunctionZip of(Construct scope, Settings settings) {
        boolean built = Files.isRegularFile(settings.zip());
        if (!built) {
            refuseDeployment(Stack.of(scope), settings);
        }
        Code code = Code.fromAsset(built ? settings.zip().toString() : PLACEHOLDER);
        return settings.nativeZip()
                ? new FunctionZip(code, Runtime.PROVIDED_AL2023, NATIVE_HANDLER)
                : new FunctionZip(code, Runtime.JAVA_21, JVM_HANDLER);
    }

    private static void refuseDeployment(Stack stack, Settings settings) {
        String message =
                settings.zip() + " is not there: build it with ./mvnw package -Plambda, or name another, -c zip=...";
        Annotations.of(stack).addWarningV2("monitoring:no-function-zip", message);
        CfnRule.Builder.create(stack, "FunctionZip")
                .assertions(List.of(CfnRuleAssertion.builder()
                        .assertValue(Fn.conditionEquals("the zip", "there"))
                        .assertDescription(message)
                        .build()))
                .build();
    }
}
