/** Follows the logs of containers and finds markers in them, without gap or duplicate. */
@NullMarked
package io.dogwatch.logs;

import org.jspecify.annotations.NullMarked;
