package io.monitoring.console;

import java.util.List;

/** What this service is, and which calls it answers. */
public record IndexDocument(
        String name, String version, String description, Authentication authentication, List<Link> links) {

    /** Whether the links that need a key need one here, and the header that carries it. */
    public record Authentication(boolean required, String header) {}

    /**
     * A call.
     *
     * @param needs what the caller has to have where authentication is required; {@code admin} is needed in any case
     */
    public record Link(String method, String href, String title, String needs) {}
}
