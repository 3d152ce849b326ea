package io.monitoring.platform.start;

import java.util.List;

/** Looks for settings that the application must not start with. {@link StartGate} asks them all. */
public interface StartCheck {

    /**
     * @param packaged whether this is a packaged application, as it is deployed, and not a developer's
     */
    List<Finding> findings(boolean packaged);

    /**
     * @param property the one to change
     * @param problem  what is wrong with it, without its value, which may be a secret
     * @param remedy   completes "set"
     */
    record Finding(String property, String problem, String remedy) {}
}
