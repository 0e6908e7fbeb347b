/** What changes, told at once to whoever looks: server-sent events. */
@NullMarked
package io.dogwatch.web.events;

import org.jspecify.annotations.NullMarked;
