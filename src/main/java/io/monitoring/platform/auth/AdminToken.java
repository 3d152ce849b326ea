package io.monitoring.platform.auth;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One configured admin token: {@code <name>:<SHA-256 in hexadecimal>}, or the hash alone.
 *
 * @param name whose it is; without one, the beginning of the hash
 */
record AdminToken(String name, TokenHash hash) {

    static final String FORM =
            "is neither the 64 hexadecimal digits of a SHA-256 hash nor <name>:<hash>, with a name of at"
                    + " most 64 of A-Z a-z 0-9 . _ @ -. Make a hash: printf %s \"$TOKEN\" | sha256sum";

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._@-]{1,64}):(.*)");

    /** Empty when the text has neither form. */
    static Optional<AdminToken> parse(String entry) {
        Matcher named = NAMED.matcher(entry.strip());
        return named.matches()
                ? TokenHash.parse(named.group(2)).map(hash -> new AdminToken(named.group(1), hash))
                : TokenHash.parse(entry).map(hash -> new AdminToken(hash.id(), hash));
    }
}
