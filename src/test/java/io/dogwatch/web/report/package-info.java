@NullMarked
package io.dogwatch.web.report;

import org.jspecify.annotations.NullMarked;
