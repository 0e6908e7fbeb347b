/**
 * What people have ordered to be left alone: maintenance windows, silences and the global stop. Says for a target whether
 * remedies are held and notices are muted now.
 */
@NullMarked
package io.dogwatch.silence;

import org.jspecify.annotations.NullMarked;
