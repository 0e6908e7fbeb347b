@NullMarked
package io.dogwatch.web.live;

import org.jspecify.annotations.NullMarked;
