/** REST resources and pages. */
@NullMarked
package io.dogwatch.web;

import org.jspecify.annotations.NullMarked;
