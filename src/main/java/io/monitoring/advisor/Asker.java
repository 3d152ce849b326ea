package io.monitoring.advisor;

import io.monitoring.platform.auth.Caller;
import java.util.function.Predicate;

/**
 * Who asks, and what that allows.
 *
 * @param id for the audit log
 * @param covers which services may be looked at
 * @param coversAll whether those are all, so that analyses of others may be shown
 * @param admin whether something may be changed
 */
public record Asker(String id, Predicate<String> covers, boolean coversAll, boolean admin) {

    static Asker of(Caller caller, String id, boolean admin) {
        return admin
                ? new Asker(id, service -> true, true, true)
                : new Asker(caller.id(), caller::covers, caller.coversAll(), false);
    }
}
