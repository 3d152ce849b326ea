/**
 * The guarded doors to DynamoDB, SQS and Bedrock: clients, breakers, and what reads the SDK's exceptions. Queues and the
 * model are spoken to without the SDK's types.
 */
package io.monitoring.platform.aws;
