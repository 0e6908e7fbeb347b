@NullMarked
package io.dogwatch.access;

import org.jspecify.annotations.NullMarked;
