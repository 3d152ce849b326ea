/** Blocks, chunks and roll-ups as bytes; described in docs/block-format.md. */
package io.monitoring.store.format;
