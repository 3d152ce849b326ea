/**
 * What a runbook is: its Markdown, its steps and what they expect, its parameters. Plain Java that imports nothing of ours
 * and no library, because the runner ({@code runbooks/run}) compiles it by itself. The format: {@code runbooks/README.md}.
 */
package io.monitoring.runbooks.book;
