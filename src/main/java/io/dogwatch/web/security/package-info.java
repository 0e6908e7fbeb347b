/** Who may come in, and what keeps others from coming in through them. */
@NullMarked
package io.dogwatch.web.security;

import org.jspecify.annotations.NullMarked;
