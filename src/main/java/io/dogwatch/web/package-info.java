/** Web interface: assembles the subpackages and configures all responses. */
@NullMarked
package io.dogwatch.web;

import org.jspecify.annotations.NullMarked;
