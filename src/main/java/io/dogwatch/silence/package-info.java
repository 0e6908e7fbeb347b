/**
 * Orders of users: maintenance windows, silences and the global switch for restarts. Answers whether restarts of a target
 * are held and its notifications are muted.
 */
@NullMarked
package io.dogwatch.silence;

import org.jspecify.annotations.NullMarked;
