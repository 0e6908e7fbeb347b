/** Micrometer and Prometheus meters, derived from facts and from the fleet's newest state. */
@NullMarked
package io.dogwatch.metrics;

import org.jspecify.annotations.NullMarked;
