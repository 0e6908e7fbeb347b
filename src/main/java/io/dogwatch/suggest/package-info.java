/** Suggests checks for a container: probes each of its ports once and formats the findings as configuration. */
@NullMarked
package io.dogwatch.suggest;

import org.jspecify.annotations.NullMarked;
