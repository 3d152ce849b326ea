/** The document of {@code /q/openapi} is read when it is first asked for, and not at every start. */
package io.monitoring.platform.openapi;
