@NullMarked
package io.dogwatch.inside;

import org.jspecify.annotations.NullMarked;
