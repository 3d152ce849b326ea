/** Column coders over primitive arrays: what turns times, numbers and texts into few bytes. Knows nothing of series. */
package io.monitoring.store.format.column;
