package io.dogwatch.web.page;

/**
 * What is drawn in a row of the overview; dear, so only for rows that are shown.
 *
 * @param latency of the check that fails, or else of the first
 */
public record RowPictures(Sparkline latency, UptimeBar day, UptimeBar month) {}
