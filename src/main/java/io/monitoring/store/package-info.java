/** How points lie in DynamoDB: blocks, segments, chunks, roll-ups and the registry, who writes and reads them, and how they are packed. */
package io.monitoring.store;
