/** Actions of operators, shared by the API, the forms of the pages and the links in mails. */
@NullMarked
package io.dogwatch.web.action;

import org.jspecify.annotations.NullMarked;
