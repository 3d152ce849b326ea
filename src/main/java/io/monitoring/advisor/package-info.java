/** {@code POST /analysis}: gathers evidence, asks the local engine and Bedrock, writes the document and keeps it. */
package io.monitoring.advisor;
