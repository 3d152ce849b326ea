/**
 * Who may do what. Whoever calls is one {@link io.monitoring.platform.auth.Caller}, on every route, whether an admin token, an
 * API key, an access token or nothing proves it; each resource method says which scope it needs.
 */
package io.monitoring.platform.auth;
