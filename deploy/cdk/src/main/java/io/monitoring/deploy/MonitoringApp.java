package io.monitoring.deploy;

import software.amazon.awscdk.App;

/** {@code cdk synth}, {@code cdk deploy}: one stack for each environment of the context {@code environments}. */
public final class MonitoringApp {

    private MonitoringApp() {}

    public static void main(String[] arguments) {
        var app = new App();
        String environments = (String) app.getNode().getContext("environments");
        for (String environment : environments.split(",")) {
            new MonitoringStack(app, Settings.of(app.getNode(), environment.strip()));
        }
        app.synth();
    }
}
