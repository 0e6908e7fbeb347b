package io.dogwatch.tell;

import io.dogwatch.target.PlainText;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells by HTTP. What a message makes of several calls has arrived when all have; a repetition makes all of them again. A
 * call that is refused keeps the others back from nobody.
 */
final class WebChannel implements Channel {

    private final Form form;
    private final WebPost post;

    WebChannel(Form form, WebPost post) {
        this.form = form;
        this.post = post;
    }

    @Override
    public Delivery deliver(Message message) {
        return deliver(form.calls(message), post);
    }

    static Delivery deliver(List<WebCall> calls, WebPost post) {
        List<String> refusals = new ArrayList<>();
        for (WebCall call : calls) {
            switch (post.send(call)) {
                case Delivery.Accepted accepted -> {}
                case Delivery.TryAgain again -> {
                    // Whoever does not answer now need not be asked for each of the others.
                    return again;
                }
                case Delivery.Refused(var why) -> refusals.add(why);
            }
        }
        if (refusals.isEmpty()) {
            return new Delivery.Accepted();
        }
        String share = calls.size() == 1 ? "" : refusals.size() + " of " + calls.size() + " refused: ";
        return new Delivery.Refused(PlainText.line(share + refusals.getFirst(), 300));
    }
}
