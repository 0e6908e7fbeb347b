/**
 * The Docker engine: the only package that imports docker-java. Every call has a deadline, since a frozen dockerd accepts
 * connections and never answers.
 */
@NullMarked
package io.dogwatch.docker;

import org.jspecify.annotations.NullMarked;
