@NullMarked
package io.dogwatch.containerstats;

import org.jspecify.annotations.NullMarked;
