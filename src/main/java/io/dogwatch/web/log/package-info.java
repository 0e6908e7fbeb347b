/** The logs of containers, to be read and followed. */
@NullMarked
package io.dogwatch.web.log;

import org.jspecify.annotations.NullMarked;
