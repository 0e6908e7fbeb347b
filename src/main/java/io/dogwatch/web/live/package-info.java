/** What changes, told at once to whoever looks: server-sent events. */
@NullMarked
package io.dogwatch.web.live;

import org.jspecify.annotations.NullMarked;
