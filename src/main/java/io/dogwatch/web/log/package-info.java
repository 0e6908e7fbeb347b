/** Reading and following the logs of containers. */
@NullMarked
package io.dogwatch.web.log;

import org.jspecify.annotations.NullMarked;
