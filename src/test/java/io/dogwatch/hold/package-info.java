@NullMarked
package io.dogwatch.hold;

import org.jspecify.annotations.NullMarked;
