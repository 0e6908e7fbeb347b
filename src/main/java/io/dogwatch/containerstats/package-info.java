/** Inspects containers without network access to them: sockets, commands, resources, log files. */
@NullMarked
package io.dogwatch.containerstats;

import org.jspecify.annotations.NullMarked;
