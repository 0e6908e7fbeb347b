/** Delivers notifications from the outbox to mail servers and chat, paging and alerting services. */
@NullMarked
package io.dogwatch.notify;

import org.jspecify.annotations.NullMarked;
