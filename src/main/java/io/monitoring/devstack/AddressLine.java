package io.monitoring.devstack;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Application;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * The last line of a start in dev mode: where the service is, and what to try. A live reload keeps the HTTP server, and
 * does not repeat it.
 */
@Singleton
@IfBuildProfile("dev")
class AddressLine {

    private static final Logger LOG = Logger.getLogger(AddressLine.class);
    private static final long LOOK_EVERY_MILLIS = 50;

    private final Vertx vertx;

    AddressLine(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The server listens before Quarkus has written its own lines, which would bury this one. */
    void write(@ObservesAsync HttpServerStart started, HttpServer server) {
        String address = "http://localhost:" + server.getPort();
        vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> {
            Application application = Application.currentApplication();
            if (application != null && application.isStarted() && vertx.cancelTimer(timer)) {
                LOG.infof(
                        "monitoring-api is at %s - try: curl %s/ - in a browser: %s/q/swagger-ui/%s",
                        address, address, address, adminToken());
            }
        });
    }

    private static String adminToken() {
        return System.getenv("ADMIN_TOKEN_SHA256") == null ? " - admin token: dev-admin-token" : "";
    }
}
