package io.monitoring.platform.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The one door to the provider: its discovery document, and the keys that this names (OpenID Connect Discovery 1.0,
 * section 4). Redirects are not followed. No breaker: {@link ProviderKeys} asks far too seldom for one to learn anything.
 */
@ApplicationScoped
class OidcProvider {

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Vertx vertx;
    private final OidcConfig config;
    private final ProviderTiming timing;
    private HttpClient client;

    OidcProvider(Vertx vertx, OidcConfig config, ProviderTiming timing) {
        this.vertx = vertx;
        this.config = config;
        this.timing = timing;
    }

    /** The keys, at least one; a failure after {@link ProviderTiming#answerWithin} at the latest. */
    Future<List<JsonWebKey>> keys() {
        String issuer = config.issuer().orElseThrow().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return document(base + DISCOVERY)
                .compose(discovery -> document(addressOfKeys(discovery.toJsonObject(), issuer)))
                .map(OidcProvider::read)
                .timeout(timing.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<Buffer> document(String url) {
        return client().request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url)
                        .setTimeout(timing.answerWithin().toMillis()))
                .compose(HttpClientRequest::send)
                .compose(answer -> body(answer, url));
    }

    private static Future<Buffer> body(HttpClientResponse answer, String url) {
        return answer.statusCode() == 200
                ? answer.body()
                : Future.failedFuture(new IOException(url + " answered " + answer.statusCode()));
    }

    /** A document of another issuer must not bring its keys in, nor may they come in the clear where that one did not. */
    private static String addressOfKeys(JsonObject discovery, String issuer) {
        if (!issuer.equals(discovery.getString("issuer"))) {
            throw new IllegalStateException("its discovery document is that of another issuer");
        }
        String address = discovery.getString("jwks_uri", "");
        if (!URI.create(issuer).getScheme().equals(URI.create(address).getScheme())) {
            throw new IllegalStateException("its jwks_uri is missing, or not of the issuer's scheme");
        }
        return address;
    }

    private static List<JsonWebKey> read(Buffer document) {
        try {
            List<JsonWebKey> keys = new JsonWebKeySet(document.toString()).getJsonWebKeys();
            if (keys.isEmpty()) {
                throw new IllegalStateException("it has no keys");
            }
            return keys;
        } catch (JoseException e) {
            throw new IllegalStateException("its keys cannot be read", e);
        }
    }

    /** Of which there is one, made when it is first needed. Too seldom used for its connections to be worth keeping. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
        }
        return client;
    }
}
