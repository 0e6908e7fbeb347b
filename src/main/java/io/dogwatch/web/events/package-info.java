/** Live changes as server-sent events. */
@NullMarked
package io.dogwatch.web.events;

import org.jspecify.annotations.NullMarked;
