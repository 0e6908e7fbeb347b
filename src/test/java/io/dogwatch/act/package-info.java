@NullMarked
package io.dogwatch.act;

import org.jspecify.annotations.NullMarked;
