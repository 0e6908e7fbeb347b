/** A mailbox and a loop per target, and the clock: where all rooms meet. */
@NullMarked
package io.dogwatch.supervise;

import org.jspecify.annotations.NullMarked;
