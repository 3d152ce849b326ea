/** The guarded doors to DynamoDB, SQS and Bedrock: clients, breakers, the probe of both, and what reads the SDK's exceptions. */
package io.monitoring.platform.aws;
