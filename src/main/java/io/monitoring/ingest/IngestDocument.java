package io.monitoring.ingest;

import io.monitoring.ingest.batch.IngestLimits;
import io.monitoring.ingest.batch.PointRules;
import io.monitoring.platform.http.Times;
import io.monitoring.store.PointTimes;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.config.SmallRyeConfig;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Describes the bodies of {@code POST /metrics} in the OpenAPI document, with the limits that are configured. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class IngestDocument implements OASFilter {

    private static final String NAME = "[A-Za-z0-9_.:/-]+";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var path = document.getPaths() == null ? null : document.getPaths().getPathItem("/metrics");
        if (path == null || path.getPOST() == null) {
            return;
        }
        IngestLimits limits =
                ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(IngestLimits.class);
        Schema point = point(limits);
        Schema points = array(point, limits.maxPoints());
        Schema json = OASFactory.createSchema()
                .anyOf(List.of(
                        point,
                        points,
                        object("metrics").addProperty("metrics", points),
                        object("series").addProperty("series", array(series(limits), limits.maxPoints()))));
        path.getPOST()
                .setRequestBody(OASFactory.createRequestBody()
                        .required(true)
                        .description(
                                "At most " + limits.maxBodySize().asLongValue() + " bytes, before and after gzip, and "
                                        + limits.maxPoints() + " points, at most "
                                        + PointTimes.MAX_AHEAD + " ahead")
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        "application/json",
                                        OASFactory.createMediaType().schema(json))
                                .addMediaType(
                                        "application/x-ndjson",
                                        OASFactory.createMediaType().schema(point))));
    }

    private static Schema point(IngestLimits limits) {
        return identity(limits)
                .addRequired("value")
                .addProperty("value", number())
                .addProperty("timestamp", time())
                .addProperty(
                        "metadata",
                        OASFactory.createSchema()
                                .description("Any JSON, at most " + PointRules.MAX_METADATA_BYTES
                                        + " bytes; kept with the point"));
    }

    private static Schema series(IngestLimits limits) {
        return identity(limits)
                .addRequired("timestamps")
                .addRequired("values")
                .addProperty("timestamps", array(time(), limits.maxPoints()))
                .addProperty("values", array(number(), limits.maxPoints()));
    }

    private static Schema identity(IngestLimits limits) {
        Schema labels = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .maxProperties(limits.maxLabels())
                .description("Part of the series' identity; names of at most " + PointRules.MAX_NAME_LENGTH
                        + " characters of " + NAME)
                .additionalPropertiesSchema(text(PointRules.MAX_LABEL_VALUE_LENGTH));
        return object("service_name", "metric_type")
                .addProperty(
                        "service_name",
                        text(PointRules.MAX_NAME_LENGTH).minLength(1).pattern(NAME))
                .addProperty(
                        "metric_type",
                        text(PointRules.MAX_NAME_LENGTH).minLength(1).pattern(NAME))
                .addProperty("labels", labels)
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
    }

    private static Schema object(String... required) {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).required(List.of(required));
    }

    private static Schema array(Schema items, int most) {
        return OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(items)
                .minItems(1)
                .maxItems(most);
    }

    private static Schema text(int longest) {
        return OASFactory.createSchema().addType(SchemaType.STRING).maxLength(longest);
    }

    private static Schema number() {
        return OASFactory.createSchema()
                .addType(SchemaType.NUMBER)
                .description("finite")
                .maximum(BigDecimal.valueOf(Double.MAX_VALUE))
                .minimum(BigDecimal.valueOf(-Double.MAX_VALUE));
    }

    private static Schema time() {
        return OASFactory.createSchema()
                .description(Times.FORMS + "; now, when it is left out")
                .anyOf(List.of(
                        OASFactory.createSchema().addType(SchemaType.STRING).format("date-time"),
                        OASFactory.createSchema().addType(SchemaType.NUMBER)));
    }
}
