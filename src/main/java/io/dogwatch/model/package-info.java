/** The vocabulary all rooms share: pure values about one watched container. Imports nothing of ours. */
@NullMarked
package io.dogwatch.model;

import org.jspecify.annotations.NullMarked;
