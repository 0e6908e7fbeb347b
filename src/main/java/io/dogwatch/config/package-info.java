/** Reads config.yml and container labels into the records of the other packages, and reports all errors together. */
@NullMarked
package io.dogwatch.config;

import org.jspecify.annotations.NullMarked;
