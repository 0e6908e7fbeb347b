package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells by HTTP. What a message makes of several calls has arrived when all have; a repetition makes those that have not. A
 * call that is refused keeps none of the others back. Safe for use by many threads.
 */
final class WebChannel implements Channel {

    /** More than any message makes; what is forgotten is only sent once more. */
    private static final int MAX_REMEMBERED = 10_000;

    private final PayloadFormatter form;
    private final WebPost post;

    /**
     * Of messages that are under way. Without it, a service that takes a hundred calls a minute would be asked for the same
     * hundred of a larger message each time.
     */
    private final Set<WebCall> arrived = ConcurrentHashMap.newKeySet();

    WebChannel(PayloadFormatter form, WebPost post) {
        this.form = form;
        this.post = post;
    }

    @Override
    public Delivery deliver(OutgoingMessage message) {
        List<WebCall> calls = form.calls(message);
        List<String> refusals = new ArrayList<>();
        for (WebCall call : calls) {
            if (arrived.contains(call)) {
                continue;
            }
            switch (post.send(call)) {
                case Delivery.Accepted accepted -> remember(call, calls.size());
                case Delivery.TryAgain again -> {
                    // Whoever does not answer now need not be asked for each of the others.
                    return again;
                }
                case Delivery.Refused(var why) -> refusals.add(why);
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
