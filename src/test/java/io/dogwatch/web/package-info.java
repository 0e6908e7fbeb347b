@NullMarked
package io.dogwatch.web;

import org.jspecify.annotations.NullMarked;
