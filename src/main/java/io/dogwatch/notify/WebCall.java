package io.dogwatch.notify;

import java.net.URI;
import java.util.Map;

/**
 * One POST of a JSON document.
 *
 * @param headers beside those that say that it is JSON
 */
record WebCall(URI url, Map<String, String> headers, String body) {

    WebCall {
        headers = Map.copyOf(headers);
    }

    /** Without the address, the headers and what is in it. */
    @Override
    public String toString() {
        return "a POST of " + body.length() + " characters";
    }
}
