package io.monitoring.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.monitoring.lambda.LambdaEvent.DirectInvoke;
import io.monitoring.platform.http.Problem;
import io.monitoring.platform.http.ProblemAnswers;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.http.RequestTarget;
import io.quarkus.amazon.lambda.http.LambdaHttpHandler;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Hands requests to the same routes that a server would, and puts the answers into the form of the event. */
@Singleton
class HttpEvents {

    private final LambdaHttpHandler routes = new LambdaHttpHandler();
    private final EventJson json;
    private final ProblemAnswers problems;

    HttpEvents(EventJson json, ProblemAnswers problems) {
        this.json = json;
        this.problems = problems;
    }

    /** A request of this process, which no client can send: the routes know it by its type. */
    static final class InvokeRequest extends APIGatewayV2HTTPEvent {}

    JsonNode http(JsonNode event, Context context) throws JsonProcessingException {
        APIGatewayV2HTTPResponse response =
                answer(json.mapper().treeToValue(event, APIGatewayV2HTTPEvent.class), context);
        ObjectNode answer = answer(response);
        if (response.getCookies() != null) {
            answer.set("cookies", json.mapper().valueToTree(response.getCookies()));
        }
        return answer;
    }

    /** API Gateway takes an answer with any other field for malformed. */
    JsonNode rest(JsonNode event, Context context) {
        APIGatewayV2HTTPResponse response = answer(RestEvents.asHttp(event), context);
        ObjectNode answer = answer(response);
        if (response.getCookies() != null) {
            answer.set("multiValueHeaders", json.mapper().valueToTree(Map.of("Set-Cookie", response.getCookies())));
        }
        return answer;
    }

    /**
     * The body, at top level.
     *
     * @throws RefusedException where the answer is not what was asked for
     */
    JsonNode direct(DirectInvoke invoke, Context context) throws JsonProcessingException {
        var http = new RequestContext.Http();
        http.setMethod(invoke.route().method());
        var requestContext = new RequestContext();
        requestContext.setHttp(http);
        var request = new InvokeRequest();
        request.setRequestContext(requestContext);
        request.setRawPath(invoke.route().path());
        if (invoke.route().method().equals("POST")) {
            request.setHeaders(Map.of("Content-Type", "application/json"));
            request.setBody(invoke.payload().toString());
        }
        APIGatewayV2HTTPResponse response = answer(request, context);
        if (!invoke.route().isAnswer(response.getStatusCode())) {
            throw new RefusedException(invoke.route(), response.getStatusCode(), response.getBody());
        }
        return json.mapper().readTree(response.getBody());
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, Context context) {
        return RequestTarget.refusal(target(request))
                .map(this::refused)
                .orElseGet(() -> routes.handleRequest(request, context));
    }

    private static String target(APIGatewayV2HTTPEvent request) {
        String query = request.getRawQueryString();
        return query == null || query.isEmpty() ? request.getRawPath() : request.getRawPath() + "?" + query;
    }

    private APIGatewayV2HTTPResponse refused(ProblemException refusal) {
        var response = new APIGatewayV2HTTPResponse();
        response.setStatusCode(refusal.problem().status());
        response.setHeaders(Map.of("Content-Type", Problem.MEDIA_TYPE));
        response.setBody(new String(problems.document(refusal.problem()), StandardCharsets.UTF_8));
        return response;
    }

    private ObjectNode answer(APIGatewayV2HTTPResponse response) {
        ObjectNode answer = json.mapper().createObjectNode();
        answer.put("statusCode", response.getStatusCode());
        answer.set(
                "headers", json.mapper().valueToTree(response.getHeaders() == null ? Map.of() : response.getHeaders()));
        answer.put("body", response.getBody() == null ? "" : response.getBody());
        answer.put("isBase64Encoded", response.getIsBase64Encoded());
        return answer;
    }
}
