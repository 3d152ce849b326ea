/** Analyses as they are kept, listed, and found again because they look alike. */
package io.monitoring.advisor.archive;
