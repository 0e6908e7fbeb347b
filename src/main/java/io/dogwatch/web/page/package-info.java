/** HTML pages, their static files and drawings. */
@NullMarked
package io.dogwatch.web.page;

import org.jspecify.annotations.NullMarked;
