/** Executes restart actions, and saves evidence before each action. */
@NullMarked
package io.dogwatch.remediation;

import org.jspecify.annotations.NullMarked;
