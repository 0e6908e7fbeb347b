/** What a request may ask: its query and its body are read, and what is wrong with them is said all at once. */
@NullMarked
package io.dogwatch.web.request;

import org.jspecify.annotations.NullMarked;
