@NullMarked
package io.dogwatch.web.page;

import org.jspecify.annotations.NullMarked;
