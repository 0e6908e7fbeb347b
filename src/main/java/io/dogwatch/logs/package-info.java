/** Follows the logs of containers and finds markers in them, without gaps or duplicates. */
@NullMarked
package io.dogwatch.logs;

import org.jspecify.annotations.NullMarked;
