package io.monitoring.platform.auth;

import io.monitoring.platform.DataRoutes;
import io.monitoring.platform.FilterOrder;
import io.monitoring.platform.ProblemAnswers;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;

/**
 * Knows who sent the request. Asked before anything of the body is read, so a stranger costs next to nothing; what the
 * caller may do is asked later, of the resource method that was found ({@link ScopeFilter}), so that no spelling of a
 * path gets around it.
 */
@ApplicationScoped
public class Callers {

    private static final String CALLER = Callers.class.getName();

    private final ApiKeys keys;
    private final AdminTokens admins;
    private final ProblemAnswers answers;
    private final CurrentVertxRequest current;

    Callers(ApiKeys keys, AdminTokens admins, ProblemAnswers answers, CurrentVertxRequest current) {
        this.keys = keys;
        this.admins = admins;
        this.answers = answers;
        this.current = current;
    }

    void filter(@Observes Filters filters) {
        filters.register(this::identify, FilterOrder.AUTHENTICATION);
    }

    /** The sender of the request that is being handled on this thread; to be asked before the first asynchronous step. */
    public Caller current() {
        return of(current.getCurrent());
    }

    /** The sender; nobody is known on routes that ask for no key. */
    public static Caller of(RoutingContext routing) {
        Caller caller = routing.get(CALLER);
        return caller == null ? Caller.ANYONE : caller;
    }

    /**
     * Lets a request pass without a key that somebody else has let in already (IAM, who may invoke a function). Only for
     * requests that were made in this process: before {@link FilterOrder#AUTHENTICATION}, and never because of anything
     * that a client can send.
     */
    public static void vouchForReader(RoutingContext routing, String id) {
        routing.put(CALLER, new Caller(id, Set.of(Scope.READ), ServicePatterns.ALL));
    }

    boolean required() {
        return keys.required();
    }

    private void identify(RoutingContext routing) {
        if (!keys.required() || !DataRoutes.contain(routing) || routing.get(CALLER) != null) {
            routing.next();
            return;
        }
        Optional<TokenHash> presented = TokenHash.presented(routing.request().getHeader(HttpHeaders.AUTHORIZATION));
        Optional<Caller> caller = presented.flatMap(token -> keys.caller(token).or(() -> admins.caller(token)));
        if (caller.isEmpty()) {
            answers.refuse(
                    routing,
                    Unauthenticated.because(
                            presented.isEmpty()
                                    ? "an API key is needed: Authorization: Bearer <key>"
                                    : "the API key is not known"));
            return;
        }
        routing.put(CALLER, caller.get());
        routing.next();
    }
}
