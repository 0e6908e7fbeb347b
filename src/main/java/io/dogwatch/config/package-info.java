/** Reads config.yml and container labels into the rooms' own records, and reports all faults at once. */
@NullMarked
package io.dogwatch.config;

import org.jspecify.annotations.NullMarked;
