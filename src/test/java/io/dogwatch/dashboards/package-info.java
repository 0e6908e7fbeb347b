/**
 * Writes the Grafana dashboards from {@code grafana/sources}, and keeps dashboards, rules, their tests and their
 * runbooks complete and true to {@code docs/metrics.md}.
 */
@NullMarked
package io.dogwatch.dashboards;

import org.jspecify.annotations.NullMarked;
