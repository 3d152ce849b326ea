package io.monitoring.platform.auth;

import io.monitoring.platform.http.DataRoutes;
import io.monitoring.platform.http.FilterOrder;
import io.monitoring.platform.http.ProblemAnswers;
import io.monitoring.platform.http.ProblemException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
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
    private final AccessTokens tokens;
    private final ProblemAnswers answers;
    private final CurrentVertxRequest current;

    Callers(
            ApiKeys keys,
            AdminTokens admins,
            AccessTokens tokens,
            ProblemAnswers answers,
            CurrentVertxRequest current) {
        this.keys = keys;
        this.admins = admins;
        this.tokens = tokens;
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
        routing.put(CALLER, new Caller(id, Set.of(Scope.READ), ServicePatterns.ALL, false));
    }

    boolean required() {
        return keys.required();
    }

    private void identify(RoutingContext routing) {
        if (!asks(routing) || routing.get(CALLER) != null) {
            routing.next();
            return;
        }
        Optional<String> presented = TokenHash.bearer(routing.request().getHeader(HttpHeaders.AUTHORIZATION));
        Optional<Caller> caller = presented.map(TokenHash::of).flatMap(this::byHash);
        if (caller.isPresent()) {
            letIn(routing, caller.get());
        } else if (presented.isPresent() && tokens.taken()) {
            await(routing, tokens.caller(presented.get()));
        } else {
            answers.refuse(
                    routing,
                    Unauthenticated.because(
                            presented.isEmpty()
                                    ? "an API key or a token is needed: Authorization: Bearer <key or token>"
                                    : "the API key is not known"));
        }
    }

    /** An admin's key is asked for by {@link AdminFilter}; an admin's access token only here, where there is time to wait. */
    private boolean asks(RoutingContext routing) {
        return keys.required() && (DataRoutes.contain(routing) || tokens.taken() && DataRoutes.isAdmin(routing));
    }

    private Optional<Caller> byHash(TokenHash presented) {
        return keys.caller(presented).or(() -> admins.caller(presented));
    }

    private void await(RoutingContext routing, Future<Caller> caller) {
        if (caller.isComplete()) {
            settle(routing, caller);
            return;
        }
        // The provider's answer comes on the thread of whichever request asked it.
        Context own = routing.vertx().getOrCreateContext();
        caller.onComplete(answered -> own.runOnContext(here -> settle(routing, answered)));
    }

    private void settle(RoutingContext routing, AsyncResult<Caller> caller) {
        if (caller.succeeded()) {
            letIn(routing, caller.result());
        } else if (caller.cause() instanceof ProblemException problem) {
            answers.refuse(routing, problem);
        } else {
            routing.fail(caller.cause());
        }
    }

    private static void letIn(RoutingContext routing, Caller caller) {
        routing.put(CALLER, caller);
        routing.next();
    }
}
