@NullMarked
package io.dogwatch.replay;

import org.jspecify.annotations.NullMarked;
