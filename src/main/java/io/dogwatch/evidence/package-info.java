/** Saves what can be seen of a container before it is touched: bounded in time and size, and without secrets. */
@NullMarked
package io.dogwatch.evidence;

import org.jspecify.annotations.NullMarked;
