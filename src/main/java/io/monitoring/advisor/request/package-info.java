/** What is asked of the advisor: the payloads of {@code POST /analysis}, read strictly where a field is known. */
package io.monitoring.advisor.request;
