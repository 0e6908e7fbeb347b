/**
 * Lets the very same judge judge again: recorded histories under a changed policy, and stories that an operator has written
 * down to test one. Touches no engine, no clock and no store.
 */
@NullMarked
package io.dogwatch.replay;

import org.jspecify.annotations.NullMarked;
