package io.monitoring.platform.http;

import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * What keys, limits and shedding apply to: everything but the index, the state of the service, its admin and the
 * platform's own pages, which have to answer in trouble. By exclusion, so that an odd spelling of a path is never the exempt one.
 */
public final class DataRoutes {

    private static final String INDEX = "/";
    private static final String ADMIN = "/admin";
    private static final List<String> OPEN = List.of("/runbooks");
    private static final List<String> EXEMPT = List.of("/health", ADMIN, "/q");

    private DataRoutes() {}

    public static boolean contain(RoutingContext routing) {
        return contain(routing.normalizedPath());
    }

    /** @param path normalized */
    public static boolean contain(String path) {
        return !path.equals(INDEX) && EXEMPT.stream().noneMatch(exempt -> isBelow(exempt, path));
    }

    /** Which of them ask for no key, whatever is configured; limits and shedding apply to these as well. */
    public static boolean areOpen(RoutingContext routing) {
        return OPEN.stream().anyMatch(open -> isBelow(open, routing.normalizedPath()));
    }

    /** Where admin calls are. What needs an admin says so itself. */
    public static boolean isAdmin(RoutingContext routing) {
        return isBelow(ADMIN, routing.normalizedPath());
    }

    private static boolean isBelow(String start, String path) {
        return path.equals(start) || path.startsWith(start + "/");
    }
}
