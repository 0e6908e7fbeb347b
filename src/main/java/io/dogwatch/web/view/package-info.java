/** What the API answers and the pages show, and the looking up of it. Changes nothing. */
@NullMarked
package io.dogwatch.web.view;

import org.jspecify.annotations.NullMarked;
