/** The command {@code simulate}: policy tests, and recorded history under a changed policy. */
@NullMarked
package io.dogwatch.app.simulate;

import org.jspecify.annotations.NullMarked;
