/**
 * Commands that call the API of a running Dogwatch. They start no server and read no configuration, so they answer quickly.
 */
@NullMarked
package io.dogwatch.app.cli;

import org.jspecify.annotations.NullMarked;
