/** Who may do what: API keys, admin tokens, and what each resource method needs. */
package io.monitoring.platform.auth;
