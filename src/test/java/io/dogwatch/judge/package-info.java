@NullMarked
package io.dogwatch.judge;

import org.jspecify.annotations.NullMarked;
