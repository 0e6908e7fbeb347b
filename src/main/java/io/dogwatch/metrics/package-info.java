/** What Prometheus scrapes: meters of the service itself, and series derived from the fleet's newest state. */
@NullMarked
package io.dogwatch.metrics;

import org.jspecify.annotations.NullMarked;
