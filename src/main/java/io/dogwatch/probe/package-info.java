/** Attempts of checks and their outcomes, with one prober per kind. */
@NullMarked
package io.dogwatch.probe;

import org.jspecify.annotations.NullMarked;
