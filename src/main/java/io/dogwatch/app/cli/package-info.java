/**
 * Commands for the terminal that ask a running Dogwatch, over its API. They start no server and read no configuration, so
 * that an answer is there at once.
 */
@NullMarked
package io.dogwatch.app.cli;

import org.jspecify.annotations.NullMarked;
