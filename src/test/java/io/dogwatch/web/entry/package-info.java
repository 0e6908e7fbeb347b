@NullMarked
package io.dogwatch.web.entry;

import org.jspecify.annotations.NullMarked;
