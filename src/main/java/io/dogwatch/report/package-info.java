/** Summarizes the journal for a day, a week or a month, on schedule. */
@NullMarked
package io.dogwatch.report;

import org.jspecify.annotations.NullMarked;
