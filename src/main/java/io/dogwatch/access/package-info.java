/** Who asks, and what they may: users, tokens, sessions and roles. Knows servlets, and neither Dropwizard nor Jersey. */
@NullMarked
package io.dogwatch.access;

import org.jspecify.annotations.NullMarked;
