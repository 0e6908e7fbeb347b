/** The API's document: how it is made from the code, and what is held against it. */
@NullMarked
package io.dogwatch.web.openapi;

import org.jspecify.annotations.NullMarked;
