/**
 * The shared vocabulary of all packages: pure values about one watched container. Imports no other package of
 * Dogwatch.
 */
@NullMarked
package io.dogwatch.model;

import org.jspecify.annotations.NullMarked;
