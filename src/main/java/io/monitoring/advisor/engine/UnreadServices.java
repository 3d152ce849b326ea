package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Findings.Cause;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Holds a cause against what was not read. A service is a cause because nothing behind it explains its trouble; of a
 * service behind it that was not read nobody knows. Each of those is as likely as the cause itself, so its score is shared
 * with them.
 */
final class UnreadServices {

    private static final int NAMED = 5;

    private final GatheredEvidence evidence;
    private final Unread unread;
    private final Ledger ledger;

    UnreadServices(GatheredEvidence evidence, Unread unread, Ledger ledger) {
        this.evidence = evidence;
        this.unread = unread;
        this.ledger = ledger;
    }

    /** @param behind where the trouble may have come from, as far as is known */
    Cause weighed(Cause cause, SortedSet<String> behind) {
        SortedSet<String> suspects = new TreeSet<>(behind);
        suspects.retainAll(unread.services());
        suspects.remove(cause.serviceName());
        int others = suspects.size() + (unread.calls() ? 1 : 0);
        if (others == 0) {
            return cause;
        }
        String words = words(cause.serviceName(), suspects);
        String id = ledger.own(
                "unread",
                "what is behind " + cause.serviceName(),
                evidence.read().from(),
                evidence.read().to(),
                Map.of("services", (double) suspects.size(), "score_if_all_were_read_and_calm", cause.score()),
                words);
        List<String> ids = new ArrayList<>(cause.evidence());
        ids.add(id);
        return new Cause(
                cause.serviceName(), Ledger.rounded(cause.score() / (1 + others)), cause.words() + "; " + words, ids);
    }

    private String words(String service, SortedSet<String> suspects) {
        List<String> reasons = new ArrayList<>();
        if (!suspects.isEmpty()) {
            reasons.add("not all points of " + named(suspects) + " were read");
        }
        if (unread.calls()) {
            reasons.add("who calls whom could not be read");
        }
        return String.join(", and ", reasons) + ": the cause may be there, behind " + service;
    }

    static String named(SortedSet<String> services) {
        String first = String.join(", ", services.stream().limit(NAMED).toList());
        return services.size() <= NAMED ? first : first + " and " + (services.size() - NAMED) + " more";
    }
}
