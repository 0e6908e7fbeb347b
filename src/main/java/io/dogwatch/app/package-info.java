/** The composition root: assembles all packages into one Dropwizard application. */
@NullMarked
package io.dogwatch.app;

import org.jspecify.annotations.NullMarked;
