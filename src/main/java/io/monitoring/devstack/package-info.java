/** DynamoDB Local and ElasticMQ inside the JVM, for dev mode and tests. Not in the packaged application. */
package io.monitoring.devstack;
