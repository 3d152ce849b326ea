package io.monitoring.platform.auth;

/** How it was proved who calls. Each has a word of its own in front of the names, so that no name is two callers'. */
public enum ProvedBy {
    /** No header that says who it is, or one that is not known. */
    NOTHING(""),
    ADMIN_TOKEN("admin:"),
    API_KEY("key:"),
    /** A signed token of the OpenID provider. */
    ACCESS_TOKEN("oidc:"),
    /** The permission of AWS to invoke the function. */
    IAM("iam:");

    private final String prefix;

    ProvedBy(String prefix) {
        this.prefix = prefix;
    }

    String name(String own) {
        return prefix + own;
    }
}
