@NullMarked
package io.dogwatch.web.events;

import org.jspecify.annotations.NullMarked;
