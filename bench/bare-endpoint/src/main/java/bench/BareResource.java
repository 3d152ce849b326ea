package bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads a point and forgets it. */
@Path("/metrics")
public class BareResource {

    public record Point(
            String service_name, String metric_type, double value, long timestamp, Map<String, String> labels, JsonNode metadata) {}

    public record Answer(String message, long timestamp, String service_name, int accepted) {}

    @POST
    @NonBlocking
    public RestResponse<Answer> post(Point point) {
        return RestResponse.status(
                RestResponse.Status.CREATED, new Answer("Metric parsed", point.timestamp(), point.service_name(), 1));
    }
}
