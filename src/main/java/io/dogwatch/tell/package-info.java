/** Tells people: takes notices from the outbox and delivers them, one file per channel. */
@NullMarked
package io.dogwatch.tell;

import org.jspecify.annotations.NullMarked;
