/** Policy tests: stories with what is given and what is expected of them, in a small language for operators. */
@NullMarked
package io.dogwatch.replay.policytest;

import org.jspecify.annotations.NullMarked;
