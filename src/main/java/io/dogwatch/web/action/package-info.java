/** What people can do, by whichever way they come: by the API, a form of a page or a link in a mail. */
@NullMarked
package io.dogwatch.web.action;

import org.jspecify.annotations.NullMarked;
