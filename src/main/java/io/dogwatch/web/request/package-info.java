/** Parsing of request queries and bodies. All faults of a request are reported together. */
@NullMarked
package io.dogwatch.web.request;

import org.jspecify.annotations.NullMarked;
