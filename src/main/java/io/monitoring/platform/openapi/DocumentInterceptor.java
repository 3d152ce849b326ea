package io.monitoring.platform.openapi;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Puts off Quarkus' preparation of the OpenAPI document, which parses it and writes it anew as JSON and as YAML: a quarter
 * of the time in which a native image starts (bench/startup), for a document that most processes are never asked for.
 */
@PreparedWhenAsked
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class DocumentInterceptor {

    private InvocationContext preparation;

    @AroundInvoke
    synchronized Object around(InvocationContext call) throws Exception {
        if (call.getMethod().getName().equals(OpenApiExtension.PREPARE)) {
            preparation = call;
            return null;
        }
        if (preparation != null) {
            preparation.proceed();
            preparation = null;
        }
        return call.proceed();
    }
}
