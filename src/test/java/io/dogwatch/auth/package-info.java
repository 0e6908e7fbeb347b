@NullMarked
package io.dogwatch.auth;

import org.jspecify.annotations.NullMarked;
