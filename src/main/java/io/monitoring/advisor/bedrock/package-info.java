/** The second voice: a model behind Bedrock, which may reword, rank and challenge what the local engine found. */
package io.monitoring.advisor.bedrock;
