/** Sums up what the journal knows of a day, a week or a month, at its time. */
@NullMarked
package io.dogwatch.report;

import org.jspecify.annotations.NullMarked;
