package io.dogwatch.auth;

import java.util.Optional;

/**
 * Somebody who may log in on the page.
 *
 * @param password empty for one whom an OpenID provider vouches for
 */
public record User(String name, Role role, Optional<PasswordHash> password) {}
