@NullMarked
package io.dogwatch.metrics;

import org.jspecify.annotations.NullMarked;
