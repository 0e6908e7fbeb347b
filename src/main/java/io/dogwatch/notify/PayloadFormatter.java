package io.dogwatch.notify;

import java.util.List;

/** How a message looks in the language of one kind of service. Pure but for the time of signing. */
@FunctionalInterface
interface PayloadFormatter {

    /**
     * @return all that has to be sent, in this order; sending one of them twice does no harm, or can be told from the
     *     message's id
     */
    List<WebCall> calls(OutgoingMessage message);
}
