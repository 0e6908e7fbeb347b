package io.dogwatch.notify;

import java.util.List;

/** Formats messages for one kind of service. Pure except for signature times. */
@FunctionalInterface
interface PayloadFormatter {

    /** @return the calls in order; sending a call twice is harmless or detectable by the message id */
    List<WebCall> calls(OutgoingMessage message);
}
