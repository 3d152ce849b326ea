/** How points lie in DynamoDB: what its rooms share - keys, settings, stamps. */
package io.monitoring.store;
