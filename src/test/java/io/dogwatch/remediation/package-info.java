@NullMarked
package io.dogwatch.remediation;

import org.jspecify.annotations.NullMarked;
