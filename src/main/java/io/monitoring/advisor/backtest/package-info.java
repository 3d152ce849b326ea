/** The pure arithmetic of {@code analysis} over points that the caller brings along: nothing is read and nothing is kept. */
package io.monitoring.advisor.backtest;
