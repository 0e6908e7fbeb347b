/** Metrics for Prometheus: meters of the service, and series derived from the current state of all targets. */
@NullMarked
package io.dogwatch.metrics;

import org.jspecify.annotations.NullMarked;
