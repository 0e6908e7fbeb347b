/** Which checks would suit a container: looks at its ports, asks each once, and writes what it found as configuration. */
@NullMarked
package io.dogwatch.suggest;

import org.jspecify.annotations.NullMarked;
