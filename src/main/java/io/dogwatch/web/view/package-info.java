/** Models of the API and the pages, and read access to them. Changes nothing. */
@NullMarked
package io.dogwatch.web.view;

import org.jspecify.annotations.NullMarked;
