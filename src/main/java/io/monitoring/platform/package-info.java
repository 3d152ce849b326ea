/** What every feature stands on: guarded AWS clients, problem documents, admin tokens, the start. Knows no feature. */
package io.monitoring.platform;
