package io.dogwatch.web.page;

/**
 * Drawings in a row of the overview. Expensive, so created only for visible rows.
 *
 * @param latency of the failing check, otherwise of the first one
 */
public record RowPictures(Sparkline latency, UptimeBar day, UptimeBar month) {}
