/** Discovers targets: the engine's events and a regular resync, matched with rules and labels. */
@NullMarked
package io.dogwatch.discover;

import org.jspecify.annotations.NullMarked;
