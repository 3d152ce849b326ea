package io.monitoring.platform.auth;

import java.util.List;

/** Names of services in which {@code *} stands for any text, none included. */
record ServicePatterns(List<String> patterns) {

    static final ServicePatterns ALL = new ServicePatterns(List.of("*"));

    ServicePatterns {
        patterns = patterns.stream().map(String::strip).toList();
    }

    boolean coverAll() {
        return patterns.contains("*");
    }

    boolean cover(String service) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, service));
    }

    /** Goes back to the latest star only, so it takes at most the product of the lengths; a regular expression may not. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int star = -1;
        int resumed = 0;
        for (int t = 0; t < text.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resumed = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resumed;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
