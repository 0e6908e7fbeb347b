/** Authentication, authorization, and protection against cross-site requests. */
@NullMarked
package io.dogwatch.web.security;

import org.jspecify.annotations.NullMarked;
