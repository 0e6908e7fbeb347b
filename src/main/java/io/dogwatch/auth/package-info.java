/** Who asks, and what they may: users, tokens, sessions and roles. Knows servlets, and neither Dropwizard nor Jersey. */
@NullMarked
package io.dogwatch.auth;

import org.jspecify.annotations.NullMarked;
