package io.monitoring.ingest;

import io.monitoring.ingest.batch.IngestBatch;
import io.monitoring.ingest.batch.IngestSeries;
import io.monitoring.ingest.batch.Rejection;
import io.monitoring.platform.auth.Caller;
import io.monitoring.platform.http.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes the points of services that are not the caller's out of a batch, and rejects each. */
final class OwnServices {

    private OwnServices() {}

    static IngestBatch of(IngestBatch batch, Caller caller) {
        if (batch.series().stream().allMatch(series -> caller.covers(service(series)))) {
            return batch;
        }
        List<IngestSeries> own = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>(batch.rejections());
        int accepted = batch.accepted();
        for (IngestSeries series : batch.series()) {
            if (caller.covers(service(series))) {
                own.add(series);
                continue;
            }
            accepted -= series.points().size();
            for (int i = 0; i < series.points().size(); i++) {
                rejections.add(new Rejection(
                        series.indexes().at(i),
                        "service_name",
                        "the key or token is not for the service " + service(series),
                        ProblemCode.FORBIDDEN));
            }
        }
        rejections.sort(Comparator.comparingInt(Rejection::index));
        return new IngestBatch(batch.single(), own, rejections, accepted);
    }

    private static String service(IngestSeries series) {
        return series.points().key().service();
    }
}
