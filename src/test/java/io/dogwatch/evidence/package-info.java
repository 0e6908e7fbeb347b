@NullMarked
package io.dogwatch.evidence;

import org.jspecify.annotations.NullMarked;
