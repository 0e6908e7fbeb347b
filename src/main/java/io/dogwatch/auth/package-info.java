/** Authentication and permissions: users, tokens, sessions and roles. Depends on servlets, but not on Dropwizard or Jersey. */
@NullMarked
package io.dogwatch.auth;

import org.jspecify.annotations.NullMarked;
