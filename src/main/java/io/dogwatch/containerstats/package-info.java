/** Sees into containers without asking them over the network: sockets, commands, resources, log files. */
@NullMarked
package io.dogwatch.containerstats;

import org.jspecify.annotations.NullMarked;
