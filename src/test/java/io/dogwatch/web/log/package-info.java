@NullMarked
package io.dogwatch.web.log;

import org.jspecify.annotations.NullMarked;
