@NullMarked
package io.dogwatch.app.simulate;

import org.jspecify.annotations.NullMarked;
