package io.monitoring.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.platform.start.ScheduledJob;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Does the work that schedules ask for by name. */
@Singleton
class Schedules {

    /** What a schedule asks for that names nothing. */
    static final String DEFAULT = "sweep";

    private final Map<String, ScheduledJob> jobs = new TreeMap<>();
    private final EventJson json;

    Schedules(@All List<ScheduledJob> jobs, EventJson json) {
        jobs.forEach(job -> this.jobs.put(job.name(), job));
        this.json = json;
    }

    /** Fails where the work could not be done: an asynchronous invocation is then repeated by Lambda. */
    Uni<JsonNode> run(String name) {
        ScheduledJob job = jobs.get(name);
        if (job == null) {
            return Uni.createFrom()
                    .failure(new UnknownEventException("no job is called " + name + "; there are " + jobs.keySet()));
        }
        return job.work().get().map(done -> json.mapper().createObjectNode().put("job", name));
    }
}
