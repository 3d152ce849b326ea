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
 * Knows who sent the request, on every route. Asked before anything of the body is read, so a stranger costs next to
 * nothing; what the caller may do is asked later, of the resource method that was found ({@link ScopeFilter}), so that no
 * spelling of a path gets around it.
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

    /** The sender; of a request that ended before it was asked who that is, a stranger who may do nothing. */
    public static Caller of(RoutingContext routing) {
        Caller caller = routing.get(CALLER);
        return caller == null ? Caller.stranger(token(routing).isPresent(), false) : caller;
    }

    /**
     * Lets a request pass without a key that somebody else has let in already (IAM, who may invoke a function). Only for
     * requests that were made in this process: before {@link FilterOrder#AUTHENTICATION}, and never because of anything
     * that a client can send.
     */
    public static void vouchForReader(RoutingContext routing, String name) {
        routing.put(CALLER, new Caller(ProvedBy.IAM.name(name), Set.of(Scope.READ), ServicePatterns.ALL, ProvedBy.IAM));
    }

    /** Whether strangers may do nothing but call what is open to all. */
    boolean required() {
        return keys.required();
    }

    /** Whether anybody can be an admin. */
    boolean adminsAreConfigured() {
        return !admins.isEmpty() || tokens.taken();
    }

    private void identify(RoutingContext routing) {
        if (routing.get(CALLER) != null) {
            routing.next();
            return;
        }
        Optional<String> presented = token(routing);
        Optional<Caller> caller = presented.map(TokenHash::of).flatMap(this::byHash);
        if (caller.isPresent()) {
            letIn(routing, caller.get());
        } else if (presented.isPresent() && tokens.taken()) {
            judge(routing, tokens.caller(presented.get()));
        } else if (needsProof(routing)) {
            answers.refuse(
                    routing,
                    Unauthenticated.because(
                            presented.isEmpty()
                                    ? "an API key or a token is needed: Authorization: Bearer <key or token>"
                                    : "the API key is not known"));
        } else {
            letInAsStranger(routing);
        }
    }

    private static Optional<String> token(RoutingContext routing) {
        return TokenHash.bearer(routing.request().getHeader(HttpHeaders.AUTHORIZATION));
    }

    private Optional<Caller> byHash(TokenHash presented) {
        return keys.caller(presented).or(() -> admins.caller(presented));
    }

    /**
     * Whether a stranger gets no further. Elsewhere the method that is found says what it needs; an admin's access token is
     * waited for only here, so admin calls are among these where such tokens are taken.
     */
    private boolean needsProof(RoutingContext routing) {
        return keys.required()
                && (DataRoutes.contain(routing) && !DataRoutes.areOpen(routing)
                        || tokens.taken() && DataRoutes.isAdmin(routing));
    }

    private void judge(RoutingContext routing, Future<Caller> caller) {
        if (!needsProof(routing)) {
            // What is open to all waits for no provider.
            if (caller.succeeded()) {
                letIn(routing, caller.result());
            } else {
                letInAsStranger(routing);
            }
        } else if (caller.isComplete()) {
            settle(routing, caller);
        } else {
            // The provider's answer comes on the thread of whichever request asked it.
            Context own = routing.vertx().getOrCreateContext();
            caller.onComplete(answered -> own.runOnContext(here -> settle(routing, answered)));
        }
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

    private void letInAsStranger(RoutingContext routing) {
        letIn(routing, Caller.stranger(token(routing).isPresent(), !keys.required()));
    }

    private static void letIn(RoutingContext routing, Caller caller) {
        routing.put(CALLER, caller);
        routing.next();
    }
}
