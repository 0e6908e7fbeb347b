package io.dogwatch.web.openapi;

import io.dogwatch.web.openapi.Document.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A request that was made up.
 *
 * @param call the operation it was made from; it may have become another, or none
 * @param query decoded, in its order
 * @param path raw, with the root
 * @param inPath the values of its parameters, decoded
 */
@SuppressWarnings("ArrayRecordComponent") // It is never compared.
record FuzzRequest(
        Call call,
        String method,
        String path,
        Map<String, String> inPath,
        List<Map.Entry<String, String>> query,
        Map<String, String> headers,
        byte[] body) {

    boolean isOf(String verb) {
        return method.equalsIgnoreCase(verb);
    }

    String uri() {
        StringBuilder uri = new StringBuilder(path);
        char joint = '?';
        for (Map.Entry<String, String> one : query) {
            uri.append(joint).append(encoded(one.getKey())).append('=').append(encoded(one.getValue()));
            joint = '&';
        }
        return uri.toString();
    }

    /** Every byte but letters and digits. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = Character.isLetterOrDigit(one) && one > 0;
            encoded.append(isPlain ? Character.toString(one) : String.format("%%%02X", one & 0xff));
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        String text = new String(body, 0, Math.min(body.length, 600), StandardCharsets.UTF_8);
        return method + " " + uri() + "\n" + headers + "\n" + text
                + (body.length > 600 ? "… " + body.length + " bytes" : "");
    }
}
