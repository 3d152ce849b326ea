/** What every route shares: problem documents, the grammar of parameters, the order of filters. */
package io.monitoring.platform.http;
