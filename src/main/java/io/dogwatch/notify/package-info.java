/** Tells people: takes notices from the outbox and delivers them, one file per channel. */
@NullMarked
package io.dogwatch.notify;

import org.jspecify.annotations.NullMarked;
