/** What a body was sent as, and what a resource gets: plain UTF-8, no larger than its route allows. */
package io.monitoring.platform.http.body;
