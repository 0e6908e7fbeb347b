package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Delivers messages by HTTP. A message with several calls is delivered when all calls have succeeded; a retry repeats
 * only the others. A rejected call does not prevent the others. Thread-safe.
 */
final class WebChannel implements Channel {

    /** Above the number of calls of any message. A forgotten call is only repeated. */
    private static final int MAX_REMEMBERED = 10_000;

    private final PayloadFormatter formatter;
    private final WebPost post;

    /**
     * Completed calls of messages in progress. Without them, a service with a limit of a hundred calls per minute would
     * get the same hundred calls of a larger message at each retry.
     */
    private final Set<WebCall> arrived = ConcurrentHashMap.newKeySet();

    WebChannel(PayloadFormatter formatter, WebPost post) {
        this.formatter = formatter;
        this.post = post;
    }

    @Override
    public Delivery deliver(OutgoingMessage message) {
        List<WebCall> calls = formatter.calls(message);
        List<String> refusals = new ArrayList<>();
        for (WebCall call : calls) {
            if (arrived.contains(call)) {
                continue;
            }
            switch (post.send(call)) {
                case Delivery.Accepted accepted -> remember(call, calls.size());
                case Delivery.TryAgain again -> {
                    // A service that does not respond is not called again for the other calls.
                    return again;
                }
                case Delivery.Refused(var reason) -> refusals.add(reason);
            }
        }
        calls.forEach(arrived::remove);
        return refusals.isEmpty() ? new Delivery.Accepted() : refused(refusals, calls.size());
    }

    private void remember(WebCall call, int ofCalls) {
        if (ofCalls > 1) {
            if (arrived.size() >= MAX_REMEMBERED) {
                arrived.clear();
            }
            arrived.add(call);
        }
    }

    private static Delivery refused(List<String> refusals, int ofCalls) {
        String share = ofCalls == 1 ? "" : refusals.size() + " of " + ofCalls + " refused: ";
        return new Delivery.Refused(PlainText.line(share + refusals.getFirst(), 300));
    }
}
