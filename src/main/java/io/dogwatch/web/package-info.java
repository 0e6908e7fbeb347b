/** What people and programs look at: puts the packages below together, and says what goes for every answer. */
@NullMarked
package io.dogwatch.web;

import org.jspecify.annotations.NullMarked;
