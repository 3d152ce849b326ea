/** How points lie in DynamoDB: blocks, chunks, roll-ups, the registry, and the codec that packs them. */
package io.monitoring.store;
