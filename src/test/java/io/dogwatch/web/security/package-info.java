@NullMarked
package io.dogwatch.web.security;

import org.jspecify.annotations.NullMarked;
