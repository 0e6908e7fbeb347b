@NullMarked
package io.dogwatch.web.view;

import org.jspecify.annotations.NullMarked;
