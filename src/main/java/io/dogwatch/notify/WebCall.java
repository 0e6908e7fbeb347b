package io.dogwatch.notify;

import java.net.URI;
import java.util.Map;

/**
 * One POST of a JSON document.
 *
 * @param headers in addition to the content type
 */
record WebCall(URI url, Map<String, String> headers, String body) {

    WebCall {
        headers = Map.copyOf(headers);
    }

    /** Omits the URL, the headers and the body. */
    @Override
    public String toString() {
        return "a POST of " + body.length() + " characters";
    }
}
