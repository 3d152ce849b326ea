package io.monitoring.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Events of payload format 1.0 as those of 2.0, which is the one that Quarkus knows.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">The
 *     two formats</a>
 */
final class RestEvents {

    private RestEvents() {}

    static APIGatewayV2HTTPEvent asHttp(JsonNode event) {
        var http = new RequestContext.Http();
        http.setMethod(event.path("httpMethod").asText());
        http.setSourceIp(
                event.path("requestContext").path("identity").path("sourceIp").asText(null));
        var context = new RequestContext();
        context.setHttp(http);
        var request = new APIGatewayV2HTTPEvent();
        request.setRequestContext(context);
        request.setRawPath(event.path("path").asText());
        request.setRawQueryString(query(event));
        request.setHeaders(headers(event));
        request.setBody(event.path("body").asText(null));
        request.setIsBase64Encoded(event.path("isBase64Encoded").asBoolean());
        return request;
    }

    /** Several values of one header are joined as 2.0 has them. */
    private static Map<String, String> headers(JsonNode event) {
        Map<String, String> headers = new LinkedHashMap<>();
        event.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        event.path("multiValueHeaders").properties().forEach(header -> {
            var values = new StringJoiner(",");
            header.getValue().forEach(value -> values.add(value.asText()));
            headers.put(header.getKey(), values.toString());
        });
        return headers;
    }

    /** Format 1.0 has decoded the parameters. */
    private static String query(JsonNode event) {
        var query = new StringJoiner("&");
        JsonNode multiple = event.path("multiValueQueryStringParameters");
        if (multiple.isObject()) {
            multiple.properties()
                    .forEach(parameter ->
                            parameter.getValue().forEach(value -> query.add(pair(parameter.getKey(), value.asText()))));
        } else {
            event.path("queryStringParameters")
                    .properties()
                    .forEach(parameter -> query.add(
                            pair(parameter.getKey(), parameter.getValue().asText())));
        }
        return query.toString();
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
