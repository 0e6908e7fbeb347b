/** Carries out remedies, and saves evidence before anything is touched. */
@NullMarked
package io.dogwatch.remediation;

import org.jspecify.annotations.NullMarked;
