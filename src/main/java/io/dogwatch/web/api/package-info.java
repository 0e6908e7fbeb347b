/** JSON API, except for its streams and logs. */
@NullMarked
package io.dogwatch.web.api;

import org.jspecify.annotations.NullMarked;
