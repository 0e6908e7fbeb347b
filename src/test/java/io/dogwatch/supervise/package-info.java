@NullMarked
package io.dogwatch.supervise;

import org.jspecify.annotations.NullMarked;
