@NullMarked
package io.dogwatch.silence;

import org.jspecify.annotations.NullMarked;
