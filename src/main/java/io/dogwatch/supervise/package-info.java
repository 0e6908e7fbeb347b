/** Event queue and loop of each target, task scheduler, and supervision of hosts; connects all other packages. */
@NullMarked
package io.dogwatch.supervise;

import org.jspecify.annotations.NullMarked;
