/** The composition root: puts the rooms together as one Dropwizard application, and nothing else. */
@NullMarked
package io.dogwatch.app;

import org.jspecify.annotations.NullMarked;
