/** One attempt of a check, and its outcome. One file per kind. */
@NullMarked
package io.dogwatch.probe;

import org.jspecify.annotations.NullMarked;
