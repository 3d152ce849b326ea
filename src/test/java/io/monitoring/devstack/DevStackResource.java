package io.monitoring.devstack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One embedded DynamoDB and SQS, in memory and on free ports, for all tests of a run. Use it as
 * {@code @QuarkusTestResource(DevStackResource.class)} or {@code @WithTestResource(DevStackResource.class)}; a test field
 * of type {@link TestStack} is the handle that takes them away and brings them back.
 */
public final class DevStackResource implements QuarkusTestResourceLifecycleManager {

    private TestStack stack;

    @Override
    public Map<String, String> start() {
        stack = new TestStack(
                EmbeddedDynamo.inMemory(0).start(), EmbeddedQueue.inMemory(0).start());
        return configuration(stack);
    }

    /** What points an application at the stack. */
    public static Map<String, String> configuration(TestStack stack) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("monitoring.bootstrap", "true");
        // The packaged application of the integration tests would not start without keys.
        properties.put("monitoring.auth.allow-anonymous", "true");
        for (String service : new String[] {"dynamodb", "sqs"}) {
            properties.put("quarkus." + service + ".aws.region", "eu-west-1");
            properties.put("quarkus." + service + ".aws.credentials.type", "static");
            properties.put("quarkus." + service + ".aws.credentials.static-provider.access-key-id", "test");
            properties.put("quarkus." + service + ".aws.credentials.static-provider.secret-access-key", "test");
        }
        properties.put(
                "quarkus.dynamodb.endpoint-override", stack.dynamo().endpoint().toString());
        properties.put("quarkus.sqs.endpoint-override", stack.queue().endpoint().toString());
        return properties;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stack, new TestInjector.MatchesType(TestStack.class));
    }

    @Override
    public void stop() {
        if (stack != null) {
            stack.close();
        }
    }
}
