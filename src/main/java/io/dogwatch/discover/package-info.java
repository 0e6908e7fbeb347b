/** Who is watched: the engine's events and a resync, matched with rules and labels. */
@NullMarked
package io.dogwatch.discover;

import org.jspecify.annotations.NullMarked;
