/** Carries out remedies, and saves evidence before anything is touched. */
@NullMarked
package io.dogwatch.act;

import org.jspecify.annotations.NullMarked;
