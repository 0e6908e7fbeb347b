/** The pages for people, their files, and what only pages draw. */
@NullMarked
package io.dogwatch.web.page;

import org.jspecify.annotations.NullMarked;
