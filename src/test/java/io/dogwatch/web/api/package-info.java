@NullMarked
package io.dogwatch.web.api;

import org.jspecify.annotations.NullMarked;
