/** What a series will be, with how far off that has been before. {@code docs/forecasts.md} has the methods and figures. */
package io.monitoring.analysis.forecast;
