/** What people and programs look at: the pages, the JSON API and their files. Read-only. */
@NullMarked
package io.dogwatch.web;

import org.jspecify.annotations.NullMarked;
