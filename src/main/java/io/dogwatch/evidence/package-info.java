/** Gathers evidence about a container before an action: bounded in time and size, and without secrets. */
@NullMarked
package io.dogwatch.evidence;

import org.jspecify.annotations.NullMarked;
